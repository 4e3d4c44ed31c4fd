import type { Panel, Series } from '../data/panel/panel.js';
import { truncate } from '../data/panel/splits.js';
import type { EngineSettings } from '../engines/engine.js';
import type { Fitted, Model } from '../models/model.js';
import { createRandom } from '../random.js';

/** Forecasts that each importance is measured on, at most. */
const MOST_CUTOFFS = 20;

/** How much worse forecasts become when a covariate tells nothing any more. */
export interface Importance {
  readonly covariate: string;
  /** Mean absolute error as it is, and with the covariate's rows shuffled. */
  readonly error: number;
  readonly shuffled: number;
}

export interface PermutationRequest {
  readonly model: Model;
  readonly fitted: Fitted;
  /** Of one series. */
  readonly panel: Panel;
  /** Rows at the end that are shuffled and forecast. */
  readonly rows: number;
  readonly seed: number;
  readonly engine: EngineSettings;
}

/** Permutation importance of each covariate (Breiman 2001, section 10) over the last rows of a series. */
export async function permutationImportance(request: PermutationRequest): Promise<Importance[]> {
  const { panel, rows, seed } = request;
  const series = panel.series[0]!;
  const names = [...panel.pastNames, ...panel.futureNames];
  if (names.length === 0 || rows < request.fitted.horizon) return [];
  const from = series.values.length - rows;
  const error = await meanError(request, series);
  const importances: Importance[] = [];
  for (const [column, covariate] of names.entries()) {
    const random = createRandom(seed).fork(`permutation of ${covariate}`);
    const order = random.shuffle(Int32Array.from({ length: rows }, (_, i) => from + i));
    const shuffled = await meanError(request, withShuffled(series, column, from, order));
    importances.push({ covariate, error, shuffled });
  }
  return importances;
}

/** Past covariates come first, then future ones. */
function withShuffled(series: Series, column: number, from: number, order: Int32Array): Series {
  const shuffle = (values: Float64Array, index: number) => {
    if (index !== column) return values;
    const moved = values.slice();
    moved.set(
      Float64Array.from(order, (row) => values[row]!),
      from,
    );
    return moved;
  };
  const { past, future } = series;
  return {
    ...series,
    past: past.map((values, i) => shuffle(values, i)),
    future: future.map((values, i) => shuffle(values, past.length + i)),
  };
}

/** Mean absolute error of forecasts from cutoffs spread over the last rows. */
async function meanError(request: PermutationRequest, series: Series): Promise<number> {
  const { model, fitted, panel, rows, engine } = request;
  const { horizon } = fitted;
  const first = series.values.length - rows;
  const stride = Math.max(1, Math.floor((rows - horizon) / (MOST_CUTOFFS - 1)));
  const cutoffs = Array.from(
    { length: Math.min(MOST_CUTOFFS, Math.floor((rows - horizon) / stride) + 1) },
    (_, i) => first + i * stride,
  );
  const known = cutoffs.map((cutoff) => truncate(series, cutoff));
  const forecasts = await model.forecast(fitted, { ...panel, series: known }, engine);
  const errors = forecasts.flatMap(({ point }, i) =>
    [...point].map((y, step) => Math.abs(y - series.values[cutoffs[i]! + step]!)),
  );
  const present = errors.filter((error) => !Number.isNaN(error));
  return present.reduce((sum, error) => sum + error, 0) / present.length;
}

/** "shuffling wind makes the error 3.1 % larger". */
export function importanceSentence({ covariate, error, shuffled }: Importance): string {
  const change = 100 * (shuffled / error - 1);
  return `shuffling ${covariate} makes the error ${Math.abs(change).toFixed(1)} % ${change < 0 ? 'smaller' : 'larger'}`;
}
