import type { Windows } from '../../data/panel/windows.js';
import { inputNames } from '../../networks/inputs.js';
import type { SeriesFeatures } from '../windows/features.js';
import type { WindowReader } from '../windows/window-reader.js';

/**
 * A window as a regression sees it, in units of the network's output. Features are a constant, the
 * origin's features, then the lookback's deviations from the newest to the oldest; so a shorter
 * lookback is a leading block of a longer one's features.
 */
export interface Sample {
  readonly x: Float64Array; // (1 + origin + lookback)
  readonly y: Float64Array; // (horizon), NaN is missing
  /** One unit of y in naive errors of the series. */
  readonly weight: number;
  /** Whether no target lies after the end of the windows' part. */
  readonly whole: boolean;
}

/** Visits at most `limit` windows, evenly spread; a missing target is NaN. The arrays are reused. */
export function eachSample(
  reader: WindowReader,
  features: readonly SeriesFeatures[],
  windows: Windows,
  limit: number,
  visit: (sample: Sample) => void,
): void {
  const { lookback } = reader.plan;
  const { origin: originSize } = reader.sizes;
  const inputs = reader.allocate(1);
  const deviations = inputs[inputNames.deviations]!;
  const about = inputs[inputNames.origin]!;
  const x = new Float64Array(1 + originSize + lookback);
  const stride = Math.max(1, Math.ceil(windows.count / limit));
  // Counted from the end, so that the newest window is always among them.
  for (let i = (windows.count - 1) % stride; i < windows.count; i += stride) {
    const s = windows.series[i]!;
    const row = windows.origin[i]!;
    const scale = reader.read(features[s]!, row, inputs, 0);
    const end = windows.targetEnd[s]!;
    const y = reader.readTarget(features[s]!, row, end, scale);
    x[0] = 1;
    for (let c = 0; c < originSize; c++) x[1 + c] = about[c]!;
    for (let k = 0; k < lookback; k++) {
      x[1 + originSize + k] = deviations[lookback - 1 - k]!;
    }
    // Numbers beyond the range of 32 bits arrive as infinities.
    if (x.every(Number.isFinite)) {
      visit({ x, y, weight: scale.weight, whole: row + windows.horizon <= end });
    }
  }
}
