import { visibleText } from '../../visible-text.js';
import { cellTexts } from '../cell-text.js';
import type { OutputFormat, RenderSettings } from '../output-format.js';
import type { Table } from '../table.js';
import { clip, pad, textWidth, wrap } from '../text-width.js';
import { fitColumns } from './column-fit.js';

const GAP = '  ';

interface Drawing {
  readonly table: Table;
  readonly header: readonly string[];
  readonly body: readonly (readonly string[])[];
  readonly settings: RenderSettings;
  readonly ellipsis: string;
}

/**
 * An aligned table, never wider than `settings.width`. Long text is cut or, in columns of
 * sentences, goes on below; columns that do not fit
 * side by side go into further blocks below, each led by the table's first columns again.
 */
export function renderTerminalTable(table: Table, settings: RenderSettings): string {
  const ellipsis = settings.unicode ? '…' : '~';
  const header = table.columns.map((column) => visibleText(column.label));
  const body = cellTexts(table);
  const natural = header.map((label, index) =>
    body.reduce((width, row) => Math.max(width, textWidth(row[index]!)), textWidth(label)),
  );
  const blocks = fitColumns(table.columns, natural, settings.width - markWidth(table), GAP.length);
  const drawing = { table, header, body, settings, ellipsis };
  const title = clip(visibleText(table.title), settings.width, ellipsis);
  const notes = (table.notes ?? []).flatMap((note) => wrap(visibleText(note), settings.width));
  return [
    ...(title === '' ? [] : [settings.paint('title', title)]),
    ...blocks.flatMap((block, index) => [...(index > 0 ? [''] : []), ...drawBlock(drawing, block)]),
    ...notes.map((note) => settings.paint('faint', note)),
    '',
  ].join('\n');
}

/** Emphasised rows carry a mark, so that they stand out without colour too. */
const markWidth = (table: Table) => (table.emphasis && table.emphasis.length > 0 ? 2 : 0);

interface Placed {
  readonly column: number;
  readonly width: number;
}

function drawBlock(drawing: Drawing, block: readonly Placed[]): string[] {
  const { table, settings, ellipsis } = drawing;
  const emphasis = new Set(table.emphasis);
  const margin = ' '.repeat(markWidth(table));
  const mark = settings.unicode ? '▸ ' : '> ';
  const lines = (texts: readonly string[]): string[] => {
    const cells = block.map(({ column, width }) =>
      table.columns[column]!.wrap
        ? wrap(texts[column]!, width)
        : [clip(texts[column]!, width, ellipsis)],
    );
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, i) =>
      block
        .map(({ column, width }, c) => pad(cells[c]![i] ?? '', width, table.columns[column]!.align))
        .join(GAP)
        .trimEnd(),
    );
  };
  const rule = block.map(({ width }) => (settings.unicode ? '─' : '-').repeat(width)).join(GAP);
  return [
    ...lines(drawing.header).map((line) => margin + settings.paint('header', line)),
    margin + settings.paint('faint', rule),
    ...drawing.body.flatMap((texts, row) =>
      lines(texts).map((line, i) =>
        emphasis.has(row)
          ? settings.paint('strong', (i === 0 ? mark : margin) + line)
          : margin + line,
      ),
    ),
  ];
}

export const terminalFormat: OutputFormat = {
  name: 'table',
  summary: 'aligned for reading on a terminal',
  render: (tables, settings) =>
    tables.map((table) => renderTerminalTable(table, settings)).join('\n'),
};
