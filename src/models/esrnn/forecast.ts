import { requireHistory } from '../../data/panel/history.js';
import { type Panel, type Series, seriesKey } from '../../data/panel/panel.js';
import { exp } from '../../elementary.js';
import type { EngineSettings, Network } from '../../engines/engine.js';
import { engines } from '../../engines/index.js';
import { buildDilated, hybridInputs } from '../../networks/dilated.js';
import {
  medianNumbers,
  numbersOfSeries,
  smoothingOf,
  withoutCorrections,
} from '../../training/smoothing/coefficients.js';
import { runSmoothing } from '../../training/smoothing/recursion.js';
import { logSeries, smoothingStart } from '../../training/smoothing/start.js';
import { readBase, readWindows } from '../../training/smoothing/steps.js';
import type { LogSeries } from '../../training/smoothing/task.js';
import { elementwiseMedian } from '../median.js';
import type { Fitted, Forecast } from '../model.js';
import { logsOf, shiftOf } from '../positive-logs.js';
import { type EsrnnState, memberNumbers, readEsrnnState } from './state.js';

/** Series that one pass through the network takes. */
const BATCH = 64;

/** A history in logarithms, with what its smoothing starts from. */
interface History {
  readonly rows: number;
  readonly logs: LogSeries;
  readonly centre: number;
  readonly scale: number;
  readonly shift: number;
  /** Place among the series trained on; -1 for a stranger. */
  readonly place: number;
  /** Whether the history begins where the training's did, so that its first indices are known. */
  readonly begun: boolean;
}

/**
 * Runs the smoothing over the whole of every history and adds what the network says of the steps ahead.
 * A series that was not trained on is smoothed with the median coefficients of the panel.
 * @throws UserError (exit 4) for a series without values, or with values that have no logarithm
 */
export async function forecastEsrnn(
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
): Promise<Forecast[]> {
  const state = readEsrnnState(fitted);
  const places = new Map([...state.series.keys()].map((key, place) => [key, place]));
  const histories = panel.series.map((series) => {
    requireHistory(series, fitted.model);
    return readHistory(state, places, panel, series, fitted.model);
  });
  const network = await compile(state, engine, histories.length);
  try {
    const members = state.members.map((member) => {
      network.setWeights(member.subarray(0, network.parameterCount));
      return forecastMember(state, network, memberNumbers(state, member), histories);
    });
    const { horizon } = state.shape;
    const logs = elementwiseMedian(members);
    return histories.map(({ centre, scale, shift }, i) => {
      const own = logs.subarray(i * horizon, (i + 1) * horizon);
      const point = Float64Array.from(own, (each) => exp(each * scale + centre) - shift);
      return { point, quantiles: [] };
    });
  } finally {
    network.dispose();
  }
}

function compile(state: EsrnnState, engine: EngineSettings, series: number): Promise<Network> {
  return engines.get(engine.name).compile(buildDilated(state.layout), {
    batchSize: BATCH,
    training: false,
    // A short batch is over before a thread has started.
    threads: series >= BATCH ? engine.threads : 1,
    seed: null,
  });
}

function readHistory(
  state: EsrnnState,
  places: ReadonlyMap<string, number>,
  panel: Panel,
  series: Series,
  model: string,
): History {
  const key = seriesKey(series);
  const known = state.series.get(key);
  const shift = shiftFor(state, series, known?.shift ?? null);
  const raw = logsOf(panel, series, shift, model);
  const begun = known?.firstTime === series.times[0] && known?.shift === shift;
  const start =
    known && begun ? known.start : smoothingStart(raw, state.shape.periods, state.evenness);
  return {
    rows: raw.length,
    logs: logSeries(start, raw),
    centre: start.centre,
    scale: start.scale,
    shift,
    begun,
    place: places.get(key) ?? -1,
  };
}

/** The training's shift, unless the history has sunk below it since. */
function shiftFor({ shifts }: EsrnnState, { values }: Series, known: number | null): number {
  if (!shifts) return 0;
  if (known !== null && !values.some((value) => value + known <= 0)) return known;
  return shiftOf(values);
}

/** Logarithms of one member's forecasts. // (series, horizon) */
function forecastMember(
  state: EsrnnState,
  network: Network,
  numbers: Float32Array,
  histories: readonly History[],
): Float64Array {
  const { steps } = state.layout;
  const shape = { ...state.shape, steps };
  const { horizon, lookback } = shape;
  const each = numbersOfSeries(shape);
  const typical = medianNumbers(shape, numbers);
  const numbersOf = ({ place, begun }: History) => {
    if (place < 0) return typical;
    const own = numbers.slice(place * each, (place + 1) * each);
    return begun ? own : withoutCorrections(shape, own);
  };
  const forecasts = new Float64Array(histories.length * horizon);
  for (let first = 0; first < histories.length; first += BATCH) {
    const part = histories.slice(first, first + BATCH);
    const windows = new Float32Array(part.length * steps * lookback);
    part.forEach((history, slot) => {
      const { logs } = history.logs;
      const run = runSmoothing(smoothingOf(history.logs, numbersOf(history)), logs);
      const own = windows.subarray(slot * steps * lookback, (slot + 1) * steps * lookback);
      readWindows(shape, history.logs, run, history.rows, own);
      const at = (first + slot) * horizon;
      const base = forecasts.subarray(at, at + horizon);
      readBase(run.level, run.indices, history.rows - 1, base);
    });
    const ahead = network.predict(part.length, { [hybridInputs.windows]: windows });
    for (let i = 0; i < ahead.length; i++) forecasts[first * horizon + i]! += ahead[i]!;
  }
  return forecasts;
}
