import { firstFiniteIndex, lastFiniteIndex } from '../data/panel/history.js';
import { createRule } from './rule.js';

/** The line from the first through the last known value, continued (fpp3, section 5.2). */
export const drift = createRule({
  name: 'drift',
  summary: 'the line from the first to the last value, continued',
  family: 'baseline',
  control: false,
  needsSeason: false,
  options: {},
  predict(values, { horizon }) {
    const first = firstFiniteIndex(values);
    const last = lastFiniteIndex(values);
    const slope = last > first ? (values[last]! - values[first]!) / (last - first) : 0;
    // Rows missing at the end are steps too: the line starts at the last known row.
    const gap = values.length - 1 - last;
    return Float64Array.from({ length: horizon }, (_, h) => values[last]! + slope * (gap + h + 1));
  },
});
