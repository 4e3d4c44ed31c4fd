/** One forecast step beside what came of it: everything that a metric may look at. */
export interface Step {
  /** Never NaN: a missing actual is no step at all. */
  readonly actual: number;
  readonly forecast: number;
  /** The last value known at the cutoff. */
  readonly last: number;
  /** Mean absolute and mean squared seasonal difference of the values before the cutoff; NaN where unknown. */
  readonly scale: number;
  readonly squaredScale: number;
  /** Ascending, with the forecast quantiles beside them; both empty without intervals. */
  readonly probabilities: readonly number[];
  readonly quantiles: Float64Array;
}

/** Which of two scores is better: the lower, the higher, the one nearer 0, or nearer the nominal level. */
export type Better = 'lower' | 'higher' | 'zero' | 'level';

/** What a score's numbers are in, so that tables can show them. */
export type MetricUnit = 'target' | 'target-squared' | 'percent' | 'ratio' | 'share';

interface MetricFace {
  readonly name: string;
  readonly summary: string;
  readonly better: Better;
  readonly unit: MetricUnit;
  /** Among the scores when none are asked for. */
  readonly shownByDefault: boolean;
}

/**
 * A score summed up from steps: finish(Σ value / Σ weight). Every step counts once, whichever series
 * and window it is in; a step whose value or weight is NaN is left out.
 */
export interface StepMetric extends MetricFace {
  readonly kind: 'step';
  /** Needs forecast quantiles, one score for all of them, or one for each level. */
  readonly needs: 'point' | 'quantiles' | 'level';
  /** `low` and `high` are the bounds at `level` percent, NaN unless `needs` is 'level'. */
  value(step: Step, bounds: Bounds): number;
  /** 1 when absent. */
  weight?(step: Step): number;
  finish?(mean: number): number;
}

/** A score that only exists in relation to another model's scores. */
export interface RelativeMetric extends MetricFace {
  readonly kind: 'relative';
  /** Name of the model it is relative to; it is added to whatever is asked for. */
  readonly reference: string;
  /** Names of the step metrics it is made of. */
  readonly from: readonly string[];
  /** `own` and `reference` hold the scores named in `from`, in that order. */
  combine(own: readonly number[], reference: readonly number[]): number;
}

export type Metric = StepMetric | RelativeMetric;

/** One level's interval at one step. */
export interface Bounds {
  /** In percent. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}
