import { dataError } from '../../errors.js';
import { decide, type Sureness } from '../ballot/ballot.js';
import { cluesIn } from '../ballot/clues.js';
import { targetWeights } from '../ballot/weights.js';
import { type CellColumn, runsOf } from '../cells/cells.js';
import { readNumbers } from '../cells/number-column.js';
import type { ColumnType } from '../reading.js';
import { isDescriptive } from './descriptive-names.js';
import type { RoleMaterial } from './role-material.js';
import { targetClues } from './target-clues.js';

interface TargetGuess {
  readonly column: number;
  readonly evidence: string;
  readonly sure: Sureness;
}

/**
 * The column to forecast where none is named: the column of numbers for which the clues speak most
 * (`target-clues.ts`), among equals the first.
 * @throws UserError (exit 4) when there are no numbers, or only such as describe their rows
 */
export function guessTarget(
  table: RoleMaterial,
  taken: ReadonlySet<number>,
  ids: readonly number[],
): TargetGuess {
  const { file, names, types } = table;
  const numeric = names.map((_, j) => j).filter((j) => types[j] === 'number' && !taken.has(j));
  if (numeric.length === 0) throw noNumbers(file, names, types, taken);
  const unnamedClose = unnamedPrice(table, numeric);
  const candidates = numeric.map((column) => ({
    value: column,
    clues: cluesIn(targetClues, targetWeights, { table, numeric, ids, column, unnamedClose }),
  }));
  const { value: column, sure } = decide(candidates, (j) => names[j]!);
  if (numeric.length > 1 && numeric.every((j) => isDescriptive(names[j]!)) && !isTold(sure))
    throw onlyDescribed(table, taken);
  return { column, evidence: evidenceOf(sure, numeric.length), sure };
}

/** Whether the best has a clue of its own, and not only fewer against it. */
const isTold = ({ votes }: Sureness) => strongest(votes[0]!) !== null;

/** The clue that speaks most for a candidate, but that it stands before others. */
function strongest({ clues }: Sureness['votes'][number]): string | null {
  const [best] = clues
    .filter(({ name, weight }) => weight > 0 && name !== 'stands before others')
    .sort((a, b) => b.weight - a.weight);
  return best?.name ?? null;
}

function evidenceOf({ votes }: Sureness, count: number): string {
  if (count === 1) return 'the only column of numbers';
  const [best] = votes;
  const clue = strongest(best!);
  if (clue !== null) {
    const same = votes.filter((vote) => vote.clues.some(({ name }) => name === clue)).length;
    return same > 1 ? `${clue}, the first of ${same}` : clue;
  }
  const sound = votes.filter(({ clues }) => clues.every(({ weight }) => weight > -1));
  if (sound.length === 1) return 'the only measured column';
  return `the first of ${sound.length || count} columns of numbers`;
}

/** The last of four columns without names of which the second is never below, the third never above the others. */
function unnamedPrice(
  { names, columns, marks }: Pick<RoleMaterial, 'names' | 'columns' | 'marks'>,
  numeric: readonly number[],
): number | null {
  const unnamed = (j: number) => numeric.includes(j) && /^column\d+$/.test(names[j]!);
  const first = numeric.find((j) => [j, j + 1, j + 2, j + 3].every(unnamed));
  if (first === undefined) return null;
  const [open, high, low, close] = [0, 1, 2, 3].map(
    (k) => readNumbers(columns[first + k]!, marks[first + k]!).values,
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  let spread = 0;
  for (let row = 0; row < open.length; row++) {
    if (high[row]! < Math.max(open[row]!, close[row]!)) return null;
    if (low[row]! > Math.min(open[row]!, close[row]!)) return null;
    if (high[row]! > low[row]!) spread++;
  }
  if (spread < open.length * 0.5) return null;
  return first + 3;
}

/** Numbers, but only of stations, places and codes: what was measured is text. */
function onlyDescribed(
  { file, names, columns, types }: Pick<RoleMaterial, 'file' | 'names' | 'columns' | 'types'>,
  taken: ReadonlySet<number>,
) {
  const hasDigits = ({ templates }: CellColumn) =>
    templates.some((text) => runsOf(text).length > 0);
  const text = names.find((_, j) => types[j] === 'text' && !taken.has(j) && hasDigits(columns[j]!));
  return dataError(
    `${file} has no column of numbers to forecast but such as describe its rows${text === undefined ? '' : `; "${text}" holds text`}`,
    'name one with --target; `gatecast inspect` lists the columns',
  );
}

function noNumbers(
  file: string,
  names: readonly string[],
  types: readonly ColumnType[],
  taken: ReadonlySet<number>,
) {
  const text = names.filter((_, j) => types[j] === 'text' && !taken.has(j));
  return dataError(
    text.length > 0
      ? `${file} has no column of numbers to forecast; "${text[0]}" holds text`
      : `${file} has no column of numbers to forecast`,
    'check with `gatecast inspect`; --delimiter and --decimal fix a wrong reading',
  );
}
