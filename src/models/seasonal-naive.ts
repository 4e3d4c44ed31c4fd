import { lastFiniteIndex } from '../data/panel/history.js';
import { createRule } from './rule.js';

/**
 * Every step is the value one season earlier (fpp3, section 5.2); where that is missing, the nearest
 * earlier season's, and where no season has one, the last known value.
 */
export const seasonalNaive = createRule({
  name: 'seasonal-naive',
  summary: 'the value of one season ago',
  family: 'baseline',
  control: true,
  inWords: (lastSeason) => `repeating ${lastSeason}`,
  needsSeason: true,
  options: {},
  note: (values, { season }) =>
    values.length < season
      ? `has ${values.length} rows, less than one season of ${season}: the last value stands in where no season is known`
      : null,
  predict(values, { horizon, season }) {
    const last = values[lastFiniteIndex(values)]!;
    const point = new Float64Array(horizon);
    for (let h = 0; h < horizon; h++) {
      let row = values.length + (h % season) - season;
      while (row >= 0 && Number.isNaN(values[row]!)) row -= season;
      point[h] = row >= 0 ? values[row]! : last;
    }
    return point;
  },
});
