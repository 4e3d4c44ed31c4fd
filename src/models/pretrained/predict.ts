import type { EngineSettings, Network } from '../../engines/engine.js';
import { engines } from '../../engines/index.js';
import { type History, prepareHistory, usefulRows, withSeasons } from './history.js';
import { type Extent, INPUTS, MOST_SEEN, writeInputs } from './inputs.js';
import { pretrainedNetwork, QUANTILES } from './network.js';

/** Rows of history and steps ahead that one pass may cover; more steps are reached by rolling on. */
export const WINDOW = { unit: 6, most: MOST_SEEN };
export const HORIZON = { unit: 6, most: 48 };
/** Series in one pass. */
const BATCH = 256;
/** Fewer than these are not worth a second thread: starting it takes longer. */
const WORTH_SHARING = 64;

/** Quantiles of one series by step, in the user's units, ascending. // (horizon) × (QUANTILES) */
export type Quantiles = readonly Float64Array[];

/** A series and its seasons (none or [1] without one). */
export interface Subject {
  readonly values: Float64Array;
  readonly seasons: readonly number[];
}

/**
 * Forecasts the steps after the last row of each series. A series needs one value that is there.
 * @param members - networks whose quantiles are averaged // (members) × (parameters)
 */
export async function predictQuantiles(
  members: readonly Float32Array[],
  subjects: readonly Subject[],
  horizon: number,
  engine: EngineSettings,
): Promise<Quantiles[]> {
  const most = HORIZON.most;
  const near = await predictBlock(members, subjects, Math.min(horizon, most), engine);
  if (horizon <= most) return near;
  const median = QUANTILES.indexOf(0.5);
  const extended = subjects.map(({ values, seasons }, i) => {
    const kept = values.subarray(Math.max(0, values.length - usefulRows(seasons)));
    const longer = new Float64Array(kept.length + most);
    longer.set(kept);
    for (let h = 0; h < most; h++) longer[kept.length + h] = near[i]![h]![median]!;
    return { values: longer, seasons };
  });
  const far = await predictQuantiles(members, extended, horizon - most, engine);
  return near.map((steps, i) => [
    ...steps,
    ...far[i]!.map((step) => widened(step, steps.at(-1)!, median)),
  ]);
}

/** A step that was forecast from a forecast: its errors and those of what it started from add up. */
function widened(step: Float64Array, start: Float64Array, median: number): Float64Array {
  const middle = step[median]!;
  return step.map((value, q) => {
    const own = value - middle;
    const inherited = start[q]! - start[median]!;
    const size = Math.sqrt(own * own + inherited * inherited);
    return q < median ? middle - size : middle + size;
  });
}

/** Steps that one pass covers. */
async function predictBlock(
  members: readonly Float32Array[],
  subjects: readonly Subject[],
  horizon: number,
  engine: EngineSettings,
): Promise<Quantiles[]> {
  const result = new Array<Quantiles>(subjects.length);
  const covered = inUnits(horizon, HORIZON);
  for (const [window, places] of byWindow(subjects)) {
    const extent = { window, horizon: covered };
    const network = await engines.get(engine.name).compile(pretrainedNetwork(extent), {
      batchSize: Math.min(BATCH, places.length),
      training: false,
      threads: places.length > WORTH_SHARING ? engine.threads : 1,
      seed: null,
    });
    try {
      for (let from = 0; from < places.length; from += BATCH) {
        const batch = places.slice(from, from + BATCH);
        const histories = batch.map((i) =>
          prepareHistory(subjects[i]!.values, subjects[i]!.seasons),
        );
        const numbers = runBatch(network, members, extent, histories);
        for (const [at, i] of batch.entries()) {
          result[i] = scaled(histories[at]!, numbers, at * covered * QUANTILES.length, horizon);
        }
      }
    } finally {
      network.dispose();
    }
  }
  return result;
}

/**
 * Places of the subjects by the window that reads them: hardly longer than they are, as padding costs time,
 * and a matter of their own length, so that a series has the same forecast in any company.
 */
function byWindow(subjects: readonly Subject[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [place, { values }] of subjects.entries()) {
    const window = inUnits(values.length, WINDOW);
    const group = groups.get(window);
    if (group) group.push(place);
    else groups.set(window, [place]);
  }
  return groups;
}

/** As many whole units as hold so many rows, at most the most. */
export const inUnits = (rows: number, { unit, most }: { unit: number; most: number }) =>
  Math.min(most, Math.ceil(rows / unit) * unit);

/** Mean of the members' outputs. // (histories, horizon, QUANTILES) */
function runBatch(
  network: Network,
  members: readonly Float32Array[],
  extent: Extent,
  histories: readonly History[],
): Float64Array {
  const steps = extent.window + extent.horizon;
  const inputs = new Float32Array(histories.length * steps * INPUTS);
  const padding = new Float32Array(histories.length * steps);
  for (const [i, history] of histories.entries()) {
    writeInputs(
      history,
      extent,
      inputs.subarray(i * steps * INPUTS, (i + 1) * steps * INPUTS),
      padding.subarray(i * steps, (i + 1) * steps),
    );
  }
  const sum = new Float64Array(histories.length * extent.horizon * QUANTILES.length);
  for (const weights of members) {
    network.setWeights(weights);
    const own = network.predict(histories.length, { inputs, padding });
    for (let i = 0; i < sum.length; i++) sum[i]! += own[i]! / members.length;
  }
  return sum;
}

/** The network's numbers put back on the scale of the series, quantiles in order. */
function scaled(history: History, own: Float64Array, from: number, horizon: number): Quantiles {
  const { level, scale, values } = history;
  const count = QUANTILES.length;
  return Array.from({ length: horizon }, (_, h) => {
    const base = withSeasons(history, level, values.length + h);
    const step = own.slice(from + h * count, from + (h + 1) * count);
    for (let q = 0; q < count; q++) step[q] = base + scale * step[q]!;
    return step.sort();
  });
}
