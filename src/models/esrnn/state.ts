import { buildDilated, type DilatedLayout } from '../../networks/dilated.js';
import { parametersOf, shapesOf } from '../../networks/parameters.js';
import { numbersOfSeries } from '../../training/smoothing/coefficients.js';
import type { SmoothingStart } from '../../training/smoothing/start.js';
import type { SmoothingShape } from '../../training/smoothing/task.js';
import type { Fitted } from '../model.js';
import {
  finite,
  finiteFloats,
  flag,
  jsonOf,
  listOf,
  object,
  probability,
  ShapeError,
  shortList,
  size,
  text,
  weights,
} from '../shape.js';

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
    shifts,
    evenness,
    members,
  };
}

/** Numbers that the network of a forecast reads of one series at most. */
const MOST_NUMBERS = 8e6;

const parts = object({
  shape: jsonOf(
    object<SmoothingShape>({
      lookback: size,
      horizon: size,
      steps: size,
      periods: shortList(size, 2),
    }),
  ),
  network: jsonOf(
    object<DilatedLayout>({
      lookback: size,
      horizon: size,
      steps: size,
      units: size,
      dilations: shortList(shortList(size, 10, 1), 10, 1),
      tau: probability,
      every: flag,
    }),
  ),
  keys: listOf(text),
  starts: finiteFloats,
  shifts: flag,
  evenness: finite,
  members: shortList(weights, 1000, 1),
});

/** @throws Error when the state is another model's, or what no training makes. */
export function readEsrnnState(fitted: Fitted): EsrnnState {
  const { shape, network, keys, starts, ...rest } = parts(fitted.state, 'state');
  const { lookback, horizon, steps, units } = network;
  const sized = steps * (lookback + 4 * units * network.dilations.flat().length) <= MOST_NUMBERS;
  const spec = sized ? buildDilated(network) : null;
  const learned =
    spec && parametersOf(spec, shapesOf(spec)).reduce((sum, { size }) => sum + size, 0);
  if (
    learned === null ||
    rest.members.some(({ length }) => length !== learned + keys.length * numbersOfSeries(shape)) ||
    new Set(keys).size !== keys.length ||
    starts.length !== keys.length * widthOf(shape) ||
    horizon !== fitted.horizon ||
    shape.horizon !== horizon ||
    shape.lookback !== lookback
  ) {
    throw new ShapeError('state: its parts do not fit each other');
  }
  const series = new Map(keys.map((key, s) => [key, knownSeries(shape, starts, s)]));
  return { ...rest, shape, layout: network, series };
}

/** Numbers kept of each series. */
const widthOf = ({ periods }: SmoothingShape) =>
  FIELDS + periods.reduce((sum, period) => sum + period, 0);

function knownSeries(shape: SmoothingShape, starts: Float64Array, s: number): KnownSeries {
  const { periods } = shape;
  const width = widthOf(shape);
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
