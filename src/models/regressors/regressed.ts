import { type Panel, type Series, seriesKey } from '../../data/panel/panel.js';
import { untrainedRecord } from '../closed-form.js';
import { type Effects, effectSentences, readEffects, saveEffects } from '../effects.js';
import { requireFuture } from '../future-rows.js';
import type { Fitted, Forecast, Model, StateValue } from '../model.js';
import { isRecord, stateRecord } from '../state.js';
import { effectSums } from './effect-sums.js';
import { estimateEffects } from './estimate.js';

/**
 * A model that forecasts a series' own past, with covariates known in the future as regressors: their
 * effects are estimated for each series, the model sees what is left of the values without them, and its
 * forecast gets the effects of the rows to come. Without such covariates it is the model as it was.
 */
export function withRegressors(model: Model): Model {
  return {
    ...model,
    usesCovariates: true,

    async fit(panel, context) {
      if (panel.futureNames.length === 0) return model.fit(panel, context);
      const effects = panel.series.map((series) => {
        const kept = series.values.length - context.validationSize;
        const rows = kept >= context.validationSize ? kept : series.values.length;
        return estimateEffects(
          { ...series, values: series.values.subarray(0, rows) },
          context.season,
        );
      });
      const inner = await model.fit(withoutEffects(panel, effects), context);
      const saved: Record<string, StateValue> = {};
      for (const [s, series] of panel.series.entries()) {
        saved[seriesKey(series)] = saveEffects(panel.futureNames, effects[s]!);
      }
      const { training } = inner;
      const notes = effectSentences(panel, effects);
      return {
        ...inner,
        state: { inner: inner.state, effects: saved },
        training: training
          ? { ...training, notes: [...training.notes, ...notes] }
          : untrainedRecord({ options: {}, notes }),
      };
    },

    ...(model.checkState
      ? { checkState: (fitted: Fitted) => model.checkState?.(insideOf(fitted)) }
      : {}),

    async forecast(fitted, panel, engine) {
      const { inner } = fitted.state;
      if (!isRecord(inner)) return model.forecast(fitted, panel, engine);
      const saved = stateRecord(fitted, 'effects');
      const known = new Map<string, Effects>();
      const effects = panel.series.map((series) => {
        requireFuture(panel, series, fitted.horizon);
        const key = seriesKey(series);
        const own =
          readEffects(saved[key]) ?? known.get(key) ?? estimateEffects(series, fitted.season);
        known.set(key, own);
        return own;
      });
      const rest = await model.forecast(
        { ...fitted, state: inner },
        withoutEffects(panel, effects),
        engine,
      );
      return rest.map((forecast, s) => withEffects(forecast, panel.series[s]!, effects[s]!));
    },
  };
}

/** The model's own fit. */
const insideOf = (fitted: Fitted): Fitted =>
  isRecord(fitted.state.inner) ? { ...fitted, state: fitted.state.inner } : fitted;

/** The panel that the model itself sees: values without effects, and no covariates. */
const withoutEffects = (panel: Panel, effects: readonly Effects[]): Panel => ({
  ...panel,
  futureNames: [],
  series: panel.series.map((series, s) => {
    const sums = effectSums(series, effects[s]!, series.values.length);
    return { ...series, values: series.values.map((value, t) => value - sums[t]!), future: [] };
  }),
});

/** Point and quantiles with the effects of the rows to come. */
function withEffects({ point, quantiles }: Forecast, series: Series, effects: Effects): Forecast {
  const rows = series.values.length;
  const ahead = effectSums(series, effects, rows + point.length).subarray(rows);
  const add = (values: Float64Array) => values.map((value, h) => value + ahead[h]!);
  return { point: add(point), quantiles: quantiles.map(add) };
}
