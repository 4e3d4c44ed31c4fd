import type { TimeFormat } from '../times/time-format.js';
import type { Panel, Series } from './panel.js';
import { referencePanel } from './reference.js';
import { formatTime } from './steps.js';
import { writtenFormat } from './written-format.js';

/** A cell of a written panel: text, a number, or nothing. */
export type PanelCell = string | number | null;

/** What the columns of a written panel are called. */
export const panelHeader = (panel: Panel): string[] => [
  ...(writesId(panel) ? [panel.idColumn ?? 'id'] : []),
  panel.timeColumn ?? 'step',
  ...panel.targets,
  ...panel.pastNames,
  ...panel.futureNames,
  ...panel.staticNames,
];

/**
 * A panel row by row: id (if there is more than one series or an id column), time (see `writtenFormat`),
 * targets, covariates, static attributes.
 */
export function* panelRows(panel: Panel): Generator<PanelCell[]> {
  for (const { rows } of panelGroups(panel)) yield* rows;
}

/** The rows of each id together. */
function* panelGroups(panel: Panel) {
  const withId = writesId(panel);
  const format = writtenFormat(referencePanel(panel));
  for (const group of groupById(panel.series))
    yield { first: group[0]!, rows: groupRows(panel, group, withId, format) };
}

/**
 * A panel as CSV text, line by line with their ends. Numbers in the shortest text that reads back to
 * the same value; missing cells are empty.
 *
 * @param textCell how a text is written as a CSV field
 */
export function* writePanel(panel: Panel, textCell = quoteCell): Generator<string> {
  const { header, groups } = panelLines(panel, textCell);
  yield header;
  for (const { lines } of groups) yield* lines;
}

/** The same, the lines of each id together. */
export function panelLines(panel: Panel, textCell: (text: string) => string) {
  const field = (cell: PanelCell) => (typeof cell === 'string' ? textCell(cell) : numberCell(cell));
  function* lines(rows: Iterable<PanelCell[]>): Generator<string> {
    for (const row of rows) yield `${row.map(field).join(',')}\n`;
  }
  function* groups() {
    for (const { first, rows } of panelGroups(panel)) yield { first, lines: lines(rows) };
  }
  return { header: `${panelHeader(panel).map(textCell).join(',')}\n`, groups: groups() };
}

const writesId = ({ idColumn, series }: Panel) =>
  idColumn !== null || new Set(series.map(({ id }) => id)).size > 1;

function* groupRows(
  panel: Panel,
  group: readonly Series[],
  withId: boolean,
  format: TimeFormat,
): Generator<PanelCell[]> {
  const [first] = group;
  if (!first) return;
  const columns = [
    ...panel.targets.map((target) => group.find((series) => series.target === target)?.values),
    ...first.past,
    ...first.future,
  ];
  for (let row = 0; row < first.times.length; row++) {
    const cells: PanelCell[] = withId ? [first.id] : [];
    cells.push(formatTime(format, first.times[row]!, panel.zone));
    for (const column of columns) cells.push(numberOrNull(column?.[row]));
    cells.push(...first.statics);
    yield cells;
  }
}

/** Series of one id share their times: one row holds all targets. */
function groupById(series: readonly Series[]): Series[][] {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const group = groups.get(one.id);
    if (group) group.push(one);
    else groups.set(one.id, [one]);
  }
  return [...groups.values()];
}

const numberOrNull = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? null : value;

const numberCell = (value: number | null) => (value === null ? '' : plainNumber(value));

/** Shortest text that reads back, without an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = '', lead = '', fraction = '', exponent = '0'] = match;
  const digits = lead + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0').slice(0, point)}${point < digits.length ? `.${digits.slice(point)}` : ''}`;
}

function quoteCell(text: string): string {
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
