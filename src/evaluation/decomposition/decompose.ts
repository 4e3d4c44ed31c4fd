import { HOLIDAY } from '../../data/holidays/holiday-columns.js';
import { commonDecimals, fromUnits, toUnits } from '../../data/panel/decimals.js';
import { filledHistory, firstFiniteIndex } from '../../data/panel/history.js';
import type { Series } from '../../data/panel/panel.js';
import { exp, log } from '../../elementary.js';
import { effectSums } from '../../models/regressors/effect-sums.js';
import { estimateEffects } from '../../models/regressors/estimate.js';
import { loess } from '../../models/statistical/loess.js';
import { decomposeMstl } from '../../models/statistical/mstl-decomposition.js';

/** Whether seasons add the same to every level, or grow with it. */
export const forms = ['additive', 'multiplicative'] as const;
export type Form = (typeof forms)[number];

/** One part of a series, in its unit. */
export interface Component {
  /** `trend`, `season_7`, `holidays`, the name of a column known ahead, `remainder`. */
  readonly name: string;
  readonly values: Float64Array; // (rows)
}

export interface Decomposition {
  readonly form: Form;
  /** First row with a value: the parts begin there. */
  readonly from: number;
  /** Trend first, remainder last; they add up to the values to the last decimal. // (rows from `from` on) */
  readonly components: readonly Component[];
}

/** A season is one where three cycles show it. */
const LEAST_CYCLES = 3;

/**
 * Takes a series apart: effects of columns known ahead by regression, seasons and trend by loess (MSTL,
 * Bandara, Hyndman & Bergmeir 2021). Multiplicative is the same for logarithms; each part is still what it
 * adds to the row, in the target's unit: the trend, what the first season makes of it, and so on.
 *
 * @param periods - in rows, ascending
 * @param asked - null takes the form that leaves the smaller remainder
 */
export function decomposeSeries(
  series: Series,
  futureNames: readonly string[],
  periods: readonly number[],
  asked: Form | null,
): Decomposition {
  const known = series.values.filter((value) => !Number.isNaN(value));
  const positive = known.every((value) => value > 0);
  const tried = asked === null ? (positive ? forms : (['additive'] as const)) : [asked];
  const all = tried.map((form) => takeApart(series, futureNames, periods, form));
  return all.reduce((best, each) => (rest(each) < 0.9 * rest(best) ? each : best));
}

/** Whether the values allow for logarithms. */
export const allowsFactors = ({ values }: Pick<Series, 'values'>): boolean =>
  values.every((value) => Number.isNaN(value) || value > 0);

const rest = ({ components }: Decomposition) =>
  components.at(-1)!.values.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : Math.abs(v)), 0);

function takeApart(
  series: Series,
  futureNames: readonly string[],
  periods: readonly number[],
  form: Form,
): Decomposition {
  const from = firstFiniteIndex(series.values);
  const inside = form === 'additive' ? (value: number) => value : log;
  const outside = form === 'additive' ? (value: number) => value : exp;
  const scaled = { ...series, values: series.values.map(inside) };
  const effects = effectsOf(scaled, futureNames, periods.at(0) ?? 1);
  const values = filledHistory(scaled.values.map((value, t) => value - sumAt(effects, t)));
  const used = periods.filter((period) => LEAST_CYCLES * period <= values.length);
  const { seasonal, adjusted } = decomposeMstl(values, used);
  const parts: Component[] = [
    { name: 'trend', values: loess(adjusted, trendWindow(values.length, used)) },
    ...seasonal.map((own, i) => ({ name: `season_${used[i]}`, values: own })),
    ...effects.map((effect) => ({ ...effect, values: effect.values.subarray(from) })),
  ];
  return { form, from, components: inUnits(series.values.subarray(from), parts, outside) };
}

/** Effects of holidays together, of other columns one by one; those that could be chance are none. // (rows) */
function effectsOf(series: Series, names: readonly string[], season: number): Component[] {
  if (names.length === 0) return [];
  const effects = estimateEffects(series, season);
  const nameOf = (name: string) => (name.startsWith(HOLIDAY) ? 'holidays' : name);
  return [...new Set(names.map(nameOf))].map((name) => ({
    name,
    values: effectSums(
      series,
      {
        ...effects,
        coefficients: effects.coefficients.map((value, i) =>
          nameOf(names[i]!) === name ? value : 0,
        ),
      },
      series.values.length,
    ),
  }));
}

const sumAt = (components: readonly Component[], t: number) =>
  components.reduce((sum, { values }) => sum + values[t]!, 0);

/** Twice the longest season, as STL's; a tenth of the rows without one. */
function trendWindow(rows: number, periods: readonly number[]): number {
  const width = periods.length > 0 ? 2 * periods.at(-1)! : Math.max(7, Math.floor(rows / 10));
  return width + 1 - (width % 2);
}

/** What each part adds to a row, rounded so that all of them add up to the value, remainder included. */
function inUnits(
  values: Float64Array,
  parts: readonly Component[],
  outside: (value: number) => number,
): Component[] {
  const decimals = commonDecimals(values);
  const named = [...parts.map(({ name }) => name), 'remainder'];
  const columns = named.map((name) => ({ name, values: new Float64Array(values.length) }));
  for (let t = 0; t < values.length; t++) {
    let inner = 0;
    let units = 0;
    for (const [k, part] of parts.entries()) {
      inner += part.values[t]!;
      const upTo = toUnits(outside(inner), decimals);
      columns[k]!.values[t] = fromUnits(upTo - units, decimals);
      units = upTo;
    }
    columns.at(-1)!.values[t] = fromUnits(toUnits(values[t]!, decimals) - units, decimals);
  }
  return columns;
}

/**
 * How much of what is left without the other parts a part explains, from 0 to 1 (Wang, Smith & Hyndman
 * 2006): one less the variance of the remainder over that of both together.
 */
export function strengthOf({ components }: Decomposition, name: string): number {
  const remainder = components.at(-1)!.values;
  const part = components.find((each) => each.name === name)!.values;
  const both = variance(remainder.map((value, t) => value + part[t]!));
  return both > 0 ? Math.max(0, 1 - variance(remainder) / both) : 0;
}

function variance(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
}
