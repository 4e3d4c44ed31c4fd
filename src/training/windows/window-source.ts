import type { Windows } from '../../data/panel/windows.js';
import type { Batch } from '../../engines/engine.js';
import type { BatchSource } from '../training.js';
import type { SeriesFeatures } from './features.js';
import type { WindowReader } from './window-reader.js';

/** The windows of an index as batches for training; buffers of the largest batch are reused. */
export function windowSource(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: Windows,
  batchSize: number,
): BatchSource {
  const { horizon } = reader.plan;
  const inputs = reader.allocate(batchSize);
  const targets = new Float32Array(batchSize * horizon);
  return {
    count: windows.count,
    gather(positions): Batch {
      positions.forEach((position, slot) => {
        const s = windows.series[position]!;
        const origin = windows.origin[position]!;
        const scale = reader.read(features[s]!, origin, inputs, slot);
        const target = reader.readTarget(features[s]!, origin, windows.targetEnd[s]!, scale);
        targets.set(target, slot * horizon);
      });
      return sized(inputs, targets, positions.length, batchSize);
    },
  };
}

/** The leading part of full buffers, for a batch that is not full. */
function sized(
  inputs: Readonly<Record<string, Float32Array>>,
  targets: Float32Array,
  size: number,
  capacity: number,
): Batch {
  if (size === capacity) return { size, inputs, targets };
  const part = (array: Float32Array) => array.subarray(0, (array.length / capacity) * size);
  return {
    size,
    inputs: Object.fromEntries(Object.entries(inputs).map(([id, array]) => [id, part(array)])),
    targets: part(targets),
  };
}
