import type { Panel, Series } from '../data/panel/panel.js';
import { formatTime } from '../data/panel/steps.js';
import { log } from '../elementary.js';
import { dataError } from '../errors.js';

/**
 * Logarithms of the values plus a shift; NaN stays.
 * @throws UserError (exit 4) that names the series and its first value that has none
 */
export function logsOf(panel: Panel, series: Series, shift: number, model: string): Float64Array {
  const row = series.values.findIndex((value) => value + shift <= 0);
  if (row < 0) return series.values.map((value) => log(value + shift));
  const others = series.values.filter((value) => value + shift <= 0).length - 1;
  const more = others > 0 ? ` and ${others} more such value${others > 1 ? 's' : ''}` : '';
  const time = formatTime(panel.timeFormat, series.times[row]!, panel.zone);
  throw dataError(
    `${model} needs values above zero: series "${series.id}" has ${series.values[row]!} at ${time}${more}`,
    `train with --set ${model}.shift=true to forecast the series moved above zero, or take another --model`,
  );
}

/**
 * What moves a series above zero: nothing where it is there already, else as much as puts its least value
 * one standard deviation above.
 */
export function shiftOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const least = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  if (known.length === 0 || least > 0) return 0;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const deviation = Math.sqrt(squares / known.length);
  return (deviation > 0 ? deviation : 1) - least;
}
