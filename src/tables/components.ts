import { isoTime } from '../data/findings/summarize.js';
import type { Panel } from '../data/panel/panel.js';
import { type Decomposition, strengthOf } from '../evaluation/decomposition/decompose.js';
import { finiteOrNull } from '../evaluation/scores/score-documents.js';
import type { Cell, Column, Table } from '../render/table.js';
import { idLabel, timeLabel } from './key-labels.js';

const text = (label: string): Column => ({ label, align: 'left' });
const number = (label: string): Column => ({ label, align: 'right', unit: 'target' });

/** Every part that some series has: trend first, remainder last. */
function namesOf(parts: readonly Decomposition[]): string[] {
  const all = parts.flatMap(({ components }) => components.map(({ name }) => name));
  const names = [...new Set(all)].filter((name) => name !== 'remainder');
  return [...names, 'remainder'];
}

/** One row a row of the series: id and target where they tell apart, time, value, its parts. */
export function componentsTable(
  panel: Panel,
  parts: readonly Decomposition[],
  formatTime: (time: number) => string,
): Table {
  const id = idLabel(panel);
  const severalTargets = panel.targets.length > 1;
  const names = namesOf(parts);
  return {
    title: 'Components',
    columns: [
      ...(id === null ? [] : [text(id)]),
      text(timeLabel(panel)),
      ...(severalTargets ? [text('target')] : []),
      ...['value', ...names].map(number),
    ],
    rows: parts.flatMap(({ from, components }, s) => {
      const series = panel.series[s]!;
      const columns = names.map((name) => components.find((each) => each.name === name)?.values);
      return Array.from(series.values.subarray(from), (value, t): Cell[] => [
        ...(id === null ? [] : [series.id]),
        formatTime(series.times[from + t]!),
        ...(severalTargets ? [series.target] : []),
        value,
        ...columns.map((column) => column?.[t] ?? null),
      ]);
    }),
  };
}

/** How strong each part of each series is, for people. */
export function strengthsTable(panel: Panel, parts: readonly Decomposition[]): Table {
  const names = namesOf(parts).filter((name) => name !== 'remainder');
  return {
    title: 'Strength of each part, from 0 to 1',
    columns: [
      text('series'),
      text('form'),
      ...names.map((label): Column => ({ label, align: 'right', digits: 2 })),
    ],
    rows: parts.map((each, s) => [
      panel.series[s]!.id,
      each.form,
      ...names.map((name) =>
        each.components.some((own) => own.name === name) ? strengthOf(each, name) : null,
      ),
    ]),
  };
}

/** One object a series: its form, the strength of its parts. */
export const strengthDocuments = (panel: Panel, parts: readonly Decomposition[]) =>
  parts.map((each, s) => ({
    id: panel.series[s]!.id,
    target: panel.series[s]!.target,
    form: each.form,
    strength: Object.fromEntries(
      each.components
        .filter(({ name }) => name !== 'remainder')
        .map(({ name }) => [name, strengthOf(each, name)]),
    ),
  }));

/** One object a row; null where a value is missing. */
export const componentDocuments = (panel: Panel, parts: readonly Decomposition[]) =>
  parts.flatMap(({ from, components }, s) => {
    const series = panel.series[s]!;
    return Array.from(series.values.subarray(from), (value, t) => ({
      id: series.id,
      ...(panel.targets.length > 1 ? { target: series.target } : {}),
      time: isoTime(panel, series.times[from + t]!),
      value: finiteOrNull(value),
      ...Object.fromEntries(components.map(({ name, values }) => [name, finiteOrNull(values[t]!)])),
    }));
  });
