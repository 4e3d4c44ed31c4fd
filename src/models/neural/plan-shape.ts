import { calendarNames } from '../../data/reading.js';
import { normalizers } from '../../normalizers/index.js';
import type { FeaturePlan, SeriesScale, Spread } from '../../training/windows/feature-plan.js';
import {
  finite,
  flag,
  listOf,
  object,
  oneOf,
  orElse,
  shortList,
  size,
  text,
  type Validator,
} from '../shape.js';

const spread = object<Spread>({ mean: finite, deviation: finite });

const scale = object<SeriesScale>({
  key: text,
  level: spread,
  naiveError: finite,
  state: shortList(finite, 100),
  covariates: listOf(spread),
});

/** How rows become numbers. A plan that does not say whether it told the level told every network. */
export const planShape: Validator<FeaturePlan> = object<FeaturePlan>({
  lookback: size,
  horizon: size,
  season: size,
  normalizer: oneOf(normalizers.names),
  scope: oneOf(['series', 'window']),
  unit: oneOf(['naive-error', 'deviation']),
  level: orElse(flag, true),
  calendar: listOf(oneOf(calendarNames)),
  masked: flag,
  pastNames: listOf(text),
  futureNames: listOf(text),
  statics: listOf(object({ name: text, values: listOf(text) })),
  scales: listOf(scale),
});
