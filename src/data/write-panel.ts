import { formatTime } from './axis.js';
import type { Panel, Series } from './panel.js';

/**
 * A panel as CSV text, line by line with their ends: id (if there is more than one series or an id
 * column), time in the user's own format, targets, covariates, static attributes. Numbers in the
 * shortest text that reads back to the same value; missing cells are empty.
 */
export function* writePanel(panel: Panel): Generator<string> {
  const groups = groupById(panel.series);
  const withId = panel.idColumn !== null || groups.length > 1;
  const header = [
    ...(withId ? [panel.idColumn ?? 'id'] : []),
    panel.timeColumn ?? 'step',
    ...panel.targets,
    ...panel.pastNames,
    ...panel.futureNames,
    ...panel.staticNames,
  ];
  yield `${header.map(quoteCell).join(',')}\n`;
  for (const group of groups) yield* writeGroup(panel, group, withId);
}

function* writeGroup(panel: Panel, group: readonly Series[], withId: boolean): Generator<string> {
  const [first] = group;
  if (!first) return;
  const byTarget = panel.targets.map((target) => group.find((series) => series.target === target));
  const statics = first.statics.map(quoteCell);
  const id = withId ? [quoteCell(first.id)] : [];
  for (let row = 0; row < first.times.length; row++) {
    const cells = [
      ...id,
      quoteCell(formatTime(panel.timeFormat, first.times[row]!, panel.zone)),
      ...byTarget.map((series) => numberCell(series?.values[row])),
      ...first.past.map((column) => numberCell(column[row])),
      ...first.future.map((column) => numberCell(column[row])),
      ...statics,
    ];
    yield `${cells.join(',')}\n`;
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

const numberCell = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '' : plainNumber(value);

/** Shortest text that reads back, without an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
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
