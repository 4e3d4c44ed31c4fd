import type { Panel, Series } from '../../src/data/panel/panel.js';
import { createRandom } from '../../src/random.js';

/** A series on a plain integer index. */
export function seriesOf(values: ArrayLike<number>, id = 'a'): Series {
  return {
    id,
    target: 'value',
    times: Float64Array.from(values, (_, i) => i),
    values: Float64Array.from(values),
    past: [],
    future: [],
    statics: [],
  };
}

/** A panel of series on a plain integer index. */
export function panelOf(...series: Series[]): Panel {
  return {
    frequency: { unit: 'step', count: 1 },
    zone: null,
    timeFormat: { pattern: 'step', offset: null },
    timeColumn: 't',
    idColumn: series.length > 1 ? 'id' : null,
    targets: ['value'],
    pastNames: [],
    futureNames: [],
    staticNames: [],
    series,
  };
}

/** Positive values with a season of `season`, a trend and noise. */
export function wavy(rows: number, season: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const shape = Array.from({ length: season }, () => 10 * random.uniform());
  return Float64Array.from(
    { length: rows },
    (_, t) => 50 + 0.05 * t + shape[t % season]! + 2 * random.uniform(),
  );
}
