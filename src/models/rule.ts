import { requireHistory } from '../data/panel/history.js';
import type { Panel, Series } from '../data/panel/panel.js';
import { type OptionSpecs, type OptionValues, resolveOptions } from '../options.js';
import { untrainedRecord } from './closed-form.js';
import type { FitContext, Fitted, Forecast, Model } from './model.js';
import { stateOptions } from './state.js';

/** What a rule knows besides the series. */
export interface RuleContext {
  readonly horizon: number;
  readonly season: number;
  readonly options: OptionValues;
}

/** A forecast that is a formula on one series' past: nothing to learn, so nothing can be learnt wrongly. */
export interface Rule {
  readonly name: string;
  readonly summary: string;
  readonly family: 'baseline' | 'statistical';
  readonly control: boolean;
  /** What it does, for a sentence that compares with it: "repeating last week". */
  inWords?(lastSeason: string): string;
  readonly needsSeason: boolean;
  readonly options: OptionSpecs;
  /** Options with "decide from the data" decided. */
  resolve?(context: RuleContext): OptionValues;
  /** A sentence for the user when the rule has to fall back on this series. */
  note?(values: Float64Array, context: RuleContext): string | null;
  /** `values` has at least one finite number. // (rows) -> (horizon) */
  predict(values: Float64Array, context: RuleContext): Float64Array;
}

/** Makes a registry entry of a rule. */
export function createRule(rule: Rule): Model {
  const { name, summary, family, control, needsSeason, options, inWords } = rule;
  return {
    ...(inWords ? { inWords } : {}),
    name,
    summary,
    family,
    options,
    control,
    needsSeason,
    perSeries: true,
    async fit(panel, context) {
      return fitRule(rule, panel, context);
    },
    checkState: (fitted) => void resolveOptions(name, options, stateOptions(fitted)),
    async forecast(fitted, panel) {
      const context = { ...fitted, options: stateOptions(fitted) };
      return panel.series.map((series) => forecastRule(rule, series, context));
    },
  };
}

function fitRule(rule: Rule, panel: Panel, context: FitContext): Fitted {
  const { horizon, season, probabilities } = context;
  const options = rule.resolve?.(context) ?? {};
  const notes: string[] = [];
  for (const series of panel.series) {
    const note = rule.note?.(series.values, { horizon, season, options });
    if (note) notes.push(`series "${series.id}" ${note}`);
  }
  return {
    model: rule.name,
    horizon,
    season,
    probabilities,
    state: { options },
    training: notes.length > 0 ? untrainedRecord({ options, notes: shortened(notes) }) : null,
  };
}

/** Three notes say what there is to say; a panel of hundreds would drown everything else. */
function shortened(notes: readonly string[]): string[] {
  const rest = notes.length - 3;
  return rest > 0 ? [...notes.slice(0, 3), `… and ${rest} more series`] : [...notes];
}

function forecastRule(rule: Rule, series: Series, context: RuleContext): Forecast {
  requireHistory(series, rule.name);
  return { point: rule.predict(series.values, context), quantiles: [] };
}
