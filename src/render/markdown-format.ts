import { visibleText } from '../visible-text.js';
import { cellTexts } from './cell-text.js';
import type { OutputFormat } from './output-format.js';
import type { Table } from './table.js';
import { pad, textWidth } from './text-width.js';

/** The table as a GitHub-flavoured Markdown section, its source aligned for reading as it is. */
function tableToMarkdown(table: Table): string {
  const emphasis = new Set(table.emphasis);
  const header = table.columns.map((column) => escapeMarkdown(visibleText(column.label)));
  const body = cellTexts(table).map((row, index) =>
    row.map(escapeMarkdown).map((text) => (emphasis.has(index) && text ? `**${text}**` : text)),
  );
  const widths = table.columns.map((_, index) =>
    [header, ...body].reduce((width, row) => Math.max(width, textWidth(row[index] ?? '')), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, i) => pad(text, widths[i]!, table.columns[i]!.align)).join(' | ')} |`;
  const rule = table.columns.map((column, index) => {
    const dashes = '-'.repeat(widths[index]! - 1);
    return column.align === 'left' ? `:${dashes}` : `${dashes}:`;
  });
  const notes = (table.notes ?? []).map((note) => `\n${escapeMarkdown(visibleText(note))}\n`);
  const title = `### ${escapeMarkdown(visibleText(table.title))}`;
  return `${[title, '', line(header), line(rule), ...body.map(line)].join('\n')}\n${notes.join('')}`;
}

const escapeMarkdown = (text: string) =>
  text
    .replace(/[\\`*_[\]|]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

export const markdownFormat: OutputFormat = {
  name: 'markdown',
  summary: 'tables for a README or an issue',
  render: (tables) => tables.map(tableToMarkdown).join('\n'),
};
