import type { Diagnosis } from '../insight/diagnose.js';
import type { EffectiveMemory } from '../insight/memory.js';
import type { Column, Table } from '../render/table.js';

const number = (label: string, key: string, digits = 3) =>
  ({ label, key, align: 'right', digits }) as const;
const share = (label: string, key: string): Column => ({
  ...number(label, key, 2),
  percent: true,
});

/** A row a cell: what it learned and how far back its gradients reach. Saved models have no "before". */
export function cellsTable(diagnoses: readonly Diagnosis[]): Table {
  const knowsChance = diagnoses.some(({ chance }) => chance !== null);
  const watched = diagnoses.some(({ start }) => start !== null);
  const whenWatched = <T>(...cells: readonly T[]): readonly T[] => (watched ? cells : []);
  return {
    title: 'Memory of the cells',
    columns: [
      { label: 'cell', align: 'left' },
      { label: 'parameters', align: 'right' },
      ...whenWatched(number('mse before', 'mse_before')),
      watched ? number('mse', 'mse') : number('val loss', 'validation_loss'),
      ...(knowsChance ? [number('of chance', 'mse_of_chance')] : []),
      ...whenWatched<Column>({ label: 'reach before', key: 'reach_before', align: 'right' }),
      { label: 'reach', align: 'right' },
      share('left', 'gradient_left'),
      ...whenWatched(share('clipped', 'clipped')),
    ],
    rows: diagnoses.map(({ cell, parameters, loss, chance, memory, clipped }) => [
      cell,
      parameters,
      ...whenWatched(loss.start),
      loss.end,
      ...(knowsChance ? [chance === null || loss.end === null ? null : loss.end / chance] : []),
      ...whenWatched(memory.start && reach(memory.start)),
      reach(memory.end),
      memory.end.left,
      ...whenWatched(clipped),
    ]),
    notes: [
      ...diagnoses.map(({ verdict }) => verdict),
      'reach: steps back until the gradient stays below 1 % of its newest value, or grew beyond 100 times (!); + where it lasts through the window',
    ],
  };
}

const MARKS = { vanishes: '', explodes: ' !', holds: '+' } as const;

const reach = ({ outcome, steps }: EffectiveMemory) => `${steps}${MARKS[outcome]}`;

/** A row a gate: how open it is on average, and how often nearly shut or nearly open. */
export function gatesTable(diagnoses: readonly Diagnosis[]): Table {
  const watched = diagnoses.some(({ start }) => start !== null);
  const whenWatched = <T>(cell: T): readonly T[] => (watched ? [cell] : []);
  return {
    title: 'Gates',
    columns: [
      { label: 'cell', align: 'left' },
      { label: 'gate', align: 'left' },
      ...whenWatched(number('mean before', 'mean_before')),
      number('mean', 'mean'),
      ...whenWatched(share('saturated before', 'saturated_before')),
      share('saturated', 'saturated'),
    ],
    rows: diagnoses.flatMap(({ cell, start, end }) =>
      end.gates.map(({ gate, mean, saturated }, i) => [
        ...[cell, gate],
        ...whenWatched(start?.gates[i]?.mean ?? null),
        mean,
        ...whenWatched(start?.gates[i]?.saturated ?? null),
        saturated,
      ]),
    ),
    notes: ['saturated: share of values below 0.1 or above 0.9'],
  };
}
