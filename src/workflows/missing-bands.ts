import type { Calibration } from '../evaluation/intervals/calibration.js';
import { warning } from '../message.js';
import type { Observer } from './workflow.js';

const REMEDY =
  'for want of earlier errors to make them of: a longer history or a larger --val-size gives some';

/**
 * Says how many forecast values lack the intervals that were asked for: nobody shall take empty columns
 * for a promise.
 * @param forecasts - the bounds of each forecast, one array a bound, NaN is missing; none are none asked for
 */
export function tellMissingBands(
  label: string,
  forecasts: readonly (readonly Float64Array[])[],
  observer: Observer,
): void {
  let all = 0;
  let missing = 0;
  for (const bounds of forecasts) {
    for (let at = 0; at < (bounds[0]?.length ?? 0); at++) {
      all += 1;
      if (bounds.some((column) => Number.isNaN(column[at]!))) missing += 1;
    }
  }
  if (missing === 0) return;
  const which =
    missing === all ? 'no intervals' : `no intervals for ${missing} of ${all} forecast values`;
  observer.say?.(warning(`${label}: ${which}, ${REMEDY}`));
}

/** Says of a calibration that it holds nothing, and so will give no intervals. */
export function tellEmptyCalibration(
  label: string,
  { residuals }: Calibration,
  observer: Observer,
): void {
  if (residuals.every(({ length }) => length === 0)) {
    observer.say?.(warning(`${label}: no intervals, ${REMEDY}`));
  }
}
