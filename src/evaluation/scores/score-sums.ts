import type { Step } from '../../metrics/metric.js';
import type { Backtest, BacktestResult } from '../backtest.js';
import { ExactSum } from './exact-sum.js';
import type { StepColumn } from './score-columns.js';
import type { SeasonalScales } from './seasonal-scales.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Sums the step columns of one result in one pass, for everything, for each series and for each step.
 * Those of everything are sums over series of the series' own sums, without rounding: parts of a panel have
 * sums that add up to the whole's.
 */
export function sumSteps(
  backtest: Backtest,
  result: BacktestResult,
  columns: readonly StepColumn[],
  scales: readonly SeasonalScales[],
): StepSums {
  const { origins, horizon, series, actual, probabilities } = backtest;
  const sums = emptySums(series.length + horizon, columns.length);
  // One object for all steps: a large backtest has millions of them.
  const step: Mutable<Step> = {
    actual: 0,
    forecast: 0,
    last: 0,
    scale: 0,
    squaredScale: 0,
    probabilities: result.quantiles.length > 0 ? probabilities : [],
    quantiles: new Float64Array(result.quantiles.length),
  };
  const lasts = series.map(({ values }) => lastKnown(values));
  for (let i = 0; i < origins.length; i++) {
    const { series: s, row } = origins[i]!;
    step.last = lasts[s]![row]!;
    step.scale = scales[s]!.absolute[row]!;
    step.squaredScale = scales[s]!.squared[row]!;
    for (let h = 0; h < horizon; h++) {
      const at = i * horizon + h;
      step.actual = actual[at]!;
      if (Number.isNaN(step.actual)) continue;
      step.forecast = result.point[at]!;
      for (let q = 0; q < step.quantiles.length; q++) step.quantiles[q] = result.quantiles[q]![at]!;
      addStep(sums, columns, step, [s, series.length + h]);
    }
  }
  return {
    scores: finish(sums, columns),
    totals: columns.map((_, c) => totalOf(sums, series.length, columns.length, c)),
  };
}

/** A score of everything: what is divided by what. */
export interface ScoreTotal {
  readonly value: ExactSum;
  readonly weight: ExactSum;
}

export interface StepSums {
  /** By series, then by step. // (series + horizon) × (columns) */
  readonly scores: readonly (readonly number[])[];
  readonly totals: readonly ScoreTotal[]; // (columns)
}

function totalOf(sums: Sums, series: number, columns: number, column: number): ScoreTotal {
  const value = new ExactSum();
  const weight = new ExactSum();
  for (let s = 0; s < series; s++) {
    value.add(sums.values[s * columns + column]!);
    weight.add(sums.weights[s * columns + column]!);
  }
  return { value, weight };
}

/** The score that a total makes. */
export const scoreOf = ({ metric }: StepColumn, { value, weight }: ScoreTotal): number =>
  finished(metric, value.value(), weight.value());

function finished(metric: StepColumn['metric'], value: number, weight: number): number {
  const mean = weight > 0 ? value / weight : Number.NaN;
  return metric.finish ? metric.finish(mean) : mean;
}

interface Sums {
  readonly groups: number;
  readonly values: Float64Array; // (groups, columns)
  readonly weights: Float64Array; // (groups, columns)
}

function emptySums(groups: number, columns: number): Sums {
  const size = groups * columns;
  return { groups, values: new Float64Array(size), weights: new Float64Array(size) };
}

function addStep(
  sums: Sums,
  columns: readonly StepColumn[],
  step: Step,
  groups: readonly number[],
): void {
  for (let c = 0; c < columns.length; c++) {
    const { metric, bounds, level } = columns[c]!;
    if (metric.needs !== 'point' && step.quantiles.length === 0) continue;
    const value = metric.value(step, {
      level: level ?? Number.NaN,
      low: bounds ? step.quantiles[bounds.low]! : Number.NaN,
      high: bounds ? step.quantiles[bounds.high]! : Number.NaN,
    });
    const weight = metric.weight ? metric.weight(step) : 1;
    if (Number.isNaN(value) || Number.isNaN(weight)) continue;
    for (const group of groups) {
      sums.values[group * columns.length + c]! += value;
      sums.weights[group * columns.length + c]! += weight;
    }
  }
}

function finish({ groups, values, weights }: Sums, columns: readonly StepColumn[]): number[][] {
  return Array.from({ length: groups }, (_, group) =>
    columns.map(({ metric }, c) => {
      const at = group * columns.length + c;
      return finished(metric, values[at]!, weights[at]!);
    }),
  );
}

/** The last value before each row that is not missing; NaN before the first. // (rows + 1) */
function lastKnown(values: Float64Array): Float64Array {
  const last = new Float64Array(values.length + 1).fill(Number.NaN);
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    last[row + 1] = Number.isNaN(value) ? last[row]! : value;
  }
  return last;
}
