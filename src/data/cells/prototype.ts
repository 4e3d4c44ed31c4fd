import { RUN } from './cells.js';

/** The template with each digit shown as 0. */
export function prototypeOf(template: string): string {
  let text = '';
  for (let i = 0; i < template.length; i++) {
    const length = template.charCodeAt(i) - RUN;
    text += length > 0 && length <= 15 ? '0'.repeat(length) : template[i];
  }
  return text;
}
