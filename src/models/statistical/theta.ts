import { filledHistory } from '../../data/panel/history.js';
import { createRule } from '../rule.js';
import { regressionLine } from './regression-line.js';
import { adjustSeason } from './seasonal-adjustment.js';
import { fitSimpleSmoothing } from './simple-smoothing.js';

/** Rows that are looked at, or so many seasons if that is more: a line through all of a long history is no trend. */
const ROWS = 2000;
const SEASONS = 4;

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000): the seasonally adjusted series is taken apart
 * into its regression line (theta 0) and a line with doubled curvature (theta 2); the first is continued,
 * the second smoothed exponentially, and the forecast is their mean. Hyndman & Billah (2003) show that
 * it is simple exponential smoothing with half the line's slope as drift.
 */
export const theta = createRule({
  name: 'theta',
  summary: 'the Theta method: exponential smoothing with half the trend as drift',
  family: 'statistical',
  control: false,
  needsSeason: false,
  options: {},
  predict(values, { horizon, season }) {
    const recent = filledHistory(values).slice(-Math.max(ROWS, SEASONS * season));
    const { adjusted, restore } = adjustSeason(recent, season);
    const { intercept, slope } = regressionLine(adjusted);
    const doubled = adjusted.map((value, t) => 2 * value - (intercept + slope * t));
    const { level } = fitSimpleSmoothing(doubled);
    const point = Float64Array.from({ length: horizon }, (_, h) => {
      const line = intercept + slope * (adjusted.length + h);
      return (line + level) / 2;
    });
    return restore(point);
  },
});
