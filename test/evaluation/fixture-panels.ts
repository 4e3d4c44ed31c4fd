import { readFileSync } from 'node:fs';
import type { Panel } from '../../src/data/panel/panel.js';
import { panelOf, seriesOf } from '../models/panels.js';

/** One column of a fixture as a panel, up to a date; the plain files need no more than splitting. */
export function fixturePanel(file: string, column: string, before = '9999-01-01'): Panel {
  const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8');
  const [head, ...lines] = text.trim().split('\n');
  const position = head!.split(',').indexOf(column);
  const rows = lines.map((line) => line.split(',')).filter(([date]) => date! < before);
  const series = {
    ...seriesOf(rows.map((row) => Number(row[position]))),
    times: Float64Array.from(rows, ([date]) => Date.parse(date!)),
  };
  return { ...panelOf(series), frequency: { unit: 'day', count: 1 } };
}

/** Rows of a panel's only series from a date on. */
export const rowsSince = (panel: Panel, date: string) =>
  panel.series[0]!.times.filter((time) => time >= Date.parse(date)).length;
