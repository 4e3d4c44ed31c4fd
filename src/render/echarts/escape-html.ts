import { visibleText } from '../../visible-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made harmless for HTML content and attributes; control characters become visible escapes. */
export const escapeHtml = (text: string) =>
  visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
