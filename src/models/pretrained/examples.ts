import type { Batch } from '../../engines/engine.js';
import { prepareHistory, withSeasons } from './history.js';
import { type Extent, INPUTS, writeInputs } from './inputs.js';

/** A series cut where its forecast begins. */
export interface Example {
  readonly history: Float64Array;
  /** NaN for missing. // (horizon) */
  readonly future: Float64Array;
  readonly seasons: readonly number[];
}

/** Targets further than this from what was seen, in naive errors, say nothing that could be learnt. */
const FARTHEST = 1e4;

/** What the network reads of the examples, and what it should have said. */
export function batchOf(examples: readonly Example[], extent: Extent): Batch {
  const { window, horizon } = extent;
  const steps = window + horizon;
  const inputs = new Float32Array(examples.length * steps * INPUTS);
  const padding = new Float32Array(examples.length * steps);
  const targets = new Float32Array(examples.length * horizon);
  for (const [row, { history, future, seasons }] of examples.entries()) {
    const prepared = prepareHistory(history, seasons);
    writeInputs(
      prepared,
      extent,
      inputs.subarray(row * steps * INPUTS, (row + 1) * steps * INPUTS),
      padding.subarray(row * steps, (row + 1) * steps),
    );
    for (let h = 0; h < horizon; h++) {
      const base = withSeasons(prepared, prepared.level, prepared.values.length + h);
      const target = prepared.scale > 0 ? (future[h]! - base) / prepared.scale : Number.NaN;
      targets[row * horizon + h] = Math.abs(target) < FARTHEST ? target : Number.NaN;
    }
  }
  return { size: examples.length, inputs: { inputs, padding }, targets };
}
