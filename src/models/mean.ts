import { lastFiniteIndex } from '../data/panel/history.js';
import { numberOf } from '../options.js';
import { createRule } from './rule.js';

/** Every step is the mean of the last `window` rows, missing ones left out. */
export const mean = createRule({
  name: 'mean',
  summary: 'the mean of the last rows, repeated',
  family: 'baseline',
  control: false,
  needsSeason: false,
  options: {
    window: {
      kind: 'integer',
      default: null,
      min: 1,
      help: 'rows to average',
      rule: 'one season, or without a season the larger of 10 and the horizon',
    },
  },
  resolve({ options, season, horizon }) {
    const asked = options.window;
    return {
      window: typeof asked === 'number' ? asked : season > 1 ? season : Math.max(10, horizon),
    };
  },
  predict(values, { horizon, options }) {
    // Rows missing at the end do not shrink the window.
    const end = lastFiniteIndex(values) + 1;
    let sum = 0;
    let count = 0;
    for (let i = Math.max(0, end - numberOf(options, 'window')); i < end; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    return new Float64Array(horizon).fill(sum / count);
  },
});
