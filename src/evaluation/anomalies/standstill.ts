import { pow } from '../../elementary.js';

/** Share of runs, the longest, that do not say how long runs usually are: those that may be faults. */
const LEFT_OUT = 0.02;
/** A run that has begun goes on with at least this probability: what holds still once may do so again. */
const GOES_ON = 0.2;
/** A series with fewer runs stands still most of the time, and says nothing by it. */
const LEAST_RUNS = 10;
/** A value with so many runs is a state of its own, like no rain or closed, and has a habit of its own. */
const STATE_RUNS = 10;

interface Run {
  readonly from: number;
  /** Rows, at least 1. */
  readonly length: number;
}

/**
 * How unlikely it is that a value repeats the one before it for so many rows in turn, by how often the
 * series does: rounded values and closed nights repeat often, a working sensor hardly.
 *
 * @param values - NaN is missing and ends a run
 * @returns 1 where a value repeats nothing, NaN where it is missing // (rows)
 */
export function standstillProbabilities(values: Float64Array): Float64Array {
  const runs = runsOf(values);
  const probabilities = values.map((value) => (Number.isNaN(value) ? value : 1));
  if (runs.length < LEAST_RUNS) return probabilities;
  const byValue = new Map<number, Run[]>();
  for (const run of runs) {
    const value = values[run.from]!;
    const same = byValue.get(value);
    if (same) same.push(run);
    else byValue.set(value, [run]);
  }
  const own = [...byValue.values()];
  const rest = own.filter((group) => group.length < STATE_RUNS).flat();
  const groups = own
    .filter((group) => group.length >= STATE_RUNS)
    .map((group) => [group, 1] as const);
  for (const [group, left] of [...groups, [rest, Math.ceil(LEFT_OUT * rest.length)] as const]) {
    const { begins, goesOn } = habitOf(group, Math.max(1, left));
    for (const { from, length } of group) {
      for (let k = 1; k < length; k++) probabilities[from + k] = begins * pow(goesOn, k - 1);
    }
  }
  return probabilities;
}

/**
 * How often a run has a second row, and then one more, as the runs but the `left` longest say; the longest
 * of these is taken for the one in their number that it is.
 */
function habitOf(runs: readonly Run[], left: number) {
  const lengths = runs.map(({ length }) => length).sort((a, b) => a - b);
  const usual = lengths.slice(0, Math.max(0, lengths.length - left));
  const repeated = usual.filter((length) => length > 1);
  const begins = (repeated.length + 1) / (usual.length + 2);
  const repeats = repeated.reduce((sum, length) => sum + length - 1, 0);
  const longest = repeated.at(-1) ?? 1;
  const goesOn = Math.max(
    GOES_ON,
    repeats > 0 ? (repeats - repeated.length) / repeats : 0,
    longest > 2 ? pow(1 / (repeated.length + 1), 1 / (longest - 1)) : 0,
  );
  return { begins, goesOn: Math.min(goesOn, 1) };
}

/**
 * Rows of runs too long to be chance, from the second on: nothing is to be learnt from them.
 * @param limit - probability below which a run is none
 * @returns (rows) of 0 and 1
 */
export function standingStill(
  values: Float64Array,
  probabilities: Float64Array,
  limit: number,
): Uint8Array {
  const still = new Uint8Array(values.length);
  for (const { from, length } of runsOf(values)) {
    if (probabilities[from + length - 1]! < limit) still.fill(1, from + 1, from + length);
  }
  return still;
}

function runsOf(values: Float64Array): Run[] {
  const runs: Run[] = [];
  for (let t = 0; t < values.length; ) {
    let end = t + 1;
    while (end < values.length && values[end] === values[t]) end += 1;
    if (!Number.isNaN(values[t]!)) runs.push({ from: t, length: end - t });
    t = end;
  }
  return runs;
}
