import type { Column, Table } from '../render/table.js';

/** What a table shows of a search's candidates, best first. */
export interface TrialRow {
  readonly options: Readonly<Record<string, number | string | boolean>>;
  readonly rung: number;
  readonly effort: number | null;
  readonly score: number | null;
}

/**
 * A row a candidate: how far it came, its validation score and what it tried. An empty cell is the
 * model's default.
 * @param effort - name of the option that better candidates get more of
 */
export function trialsTable(
  trials: readonly TrialRow[],
  metric: string,
  effort: string | null,
): Table {
  const tried = [...new Set(trials.flatMap(({ options }) => Object.keys(options)))];
  const columns: Column[] = [
    { label: 'rank', align: 'right' },
    { label: 'rung', align: 'right' },
    ...(effort === null ? [] : [{ label: effort, align: 'right' } as const]),
    { label: `validation ${metric}`, key: `validation_${metric}`, align: 'right', digits: 4 },
    ...tried.map((label): Column => ({ label, align: 'right' })),
  ];
  return {
    title: 'Candidates',
    columns,
    rows: trials.map(({ options, rung, effort: spent, score }, place) => [
      ...[place + 1, rung],
      ...(effort === null ? [] : [spent]),
      score,
      ...tried.map((name) => (Object.hasOwn(options, name) ? cell(options[name]!) : null)),
    ]),
    emphasis: [0],
  };
}

const cell = (value: number | string | boolean) =>
  typeof value === 'boolean' ? String(value) : value;
