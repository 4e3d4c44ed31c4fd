import { cellTexts } from '../cell-text.js';
import type { Table } from '../table.js';
import { escapeHtml } from './escape-html.js';

/** The table as HTML: a caption, header cells with scope, numbers aligned by a class. */
export function htmlTable(table: Table): string {
  const emphasis = new Set(table.emphasis);
  const css = table.columns.map(({ align }) => (align === 'right' ? ' class="number"' : ''));
  const head = table.columns.map(
    ({ label }, column) => `<th scope="col"${css[column]}>${escapeHtml(label)}</th>`,
  );
  const body = cellTexts(table).map((texts, row) => {
    const cells = texts.map((text, column) => `<td${css[column]}>${escapeHtml(text)}</td>`);
    return `<tr${emphasis.has(row) ? ' class="best"' : ''}>${cells.join('')}</tr>`;
  });
  const notes = (table.notes ?? []).map((note) => `<p class="note">${escapeHtml(note)}</p>`);
  return [
    `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(table.title)}">`,
    `<table><caption>${escapeHtml(table.title)}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>\n${body.join('\n')}\n</tbody></table></div>`,
    ...notes,
  ].join('\n');
}
