import type { DilatedLayout } from '../../networks/dilated.js';
import { numbersOfSeries } from '../../training/smoothing/coefficients.js';
import type { SmoothingStart } from '../../training/smoothing/start.js';
import type { SmoothingShape } from '../../training/smoothing/task.js';
import type { Fitted } from '../model.js';
import { stateFloats, stateNumber } from '../state.js';

/** What is kept of a series that was trained on. */
export interface KnownSeries {
  /** Time of its first row: a history that begins elsewhere has other first indices. */
  readonly firstTime: number;
  readonly shift: number;
  readonly start: SmoothingStart;
}

export interface EsrnnState {
  /** As trained. */
  readonly shape: SmoothingShape;
  /** Of the network that forecasts, which is led through fewer steps. */
  readonly layout: DilatedLayout;
  /** Whether series may be moved above zero. */
  readonly shifts: boolean;
  readonly evenness: number;
  /** By key, in the order of the numbers. */
  readonly series: ReadonlyMap<string, KnownSeries>;
  /** The shared network's weights, then the numbers of every series; one set a member. */
  readonly members: readonly Float32Array[];
}

/** Numbers of a series before its first indices. */
const FIELDS = 6;

/** Shape and layout travel as JSON text: they are plain data of a shape that only we read. */
export function writeEsrnnState(state: EsrnnState): Fitted['state'] {
  const { shape, layout, shifts, evenness, series, members } = state;
  const rows = [...series.values()].map(({ firstTime, shift, start }) => [
    ...[firstTime, shift, start.centre, start.scale, start.startLevel, start.unit],
    ...start.startIndices.flatMap((indices) => [...indices]),
  ]);
  return {
    shape: JSON.stringify(shape),
    network: JSON.stringify(layout),
    keys: [...series.keys()],
    starts: Float64Array.from(rows.flat()),
    ...{ shifts, evenness, members },
  };
}

/** @throws Error when the state is another model's. */
export function readEsrnnState(fitted: Fitted): EsrnnState {
  const { shape: shapeText, network, keys, members, shifts } = fitted.state;
  const names = Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
  const weights = Array.isArray(members)
    ? members.filter((each): each is Float32Array => each instanceof Float32Array)
    : [];
  if (typeof shapeText !== 'string' || typeof network !== 'string' || weights.length === 0) {
    throw new Error(`the state of model "${fitted.model}" is not esrnn's`);
  }
  const shape: SmoothingShape = JSON.parse(shapeText);
  const starts = stateFloats(fitted, 'starts');
  return {
    shape,
    layout: JSON.parse(network),
    shifts: shifts === true,
    evenness: stateNumber(fitted, 'evenness'),
    series: new Map(names.map((key, s) => [key, knownSeries(shape, starts, s)])),
    members: weights,
  };
}

function knownSeries({ periods }: SmoothingShape, starts: Float64Array, s: number): KnownSeries {
  const width = FIELDS + periods.reduce((sum, period) => sum + period, 0);
  const row = starts.subarray(s * width, (s + 1) * width);
  const field = (i: number) => row[i]!;
  let at = FIELDS;
  const startIndices = periods.map((period) => {
    at += period;
    return row.slice(at - period, at);
  });
  const [centre, scale, startLevel, unit] = [field(2), field(3), field(4), field(5)];
  const start = { centre, scale, startLevel, unit, startIndices };
  return { firstTime: field(0), shift: field(1), start };
}

/** The learned numbers of each series of a member, in the order of the keys. */
export function memberNumbers({ shape, series }: EsrnnState, member: Float32Array): Float32Array {
  return member.subarray(member.length - series.size * numbersOfSeries(shape));
}
