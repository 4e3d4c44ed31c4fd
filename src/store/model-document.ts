import type { Frequency, FrequencyUnit, Session } from '../data/calendar/frequency.js';
import { fillPolicies } from '../data/panel/fill.js';
import {
  aggregations,
  calendarNames,
  duplicatePolicies,
  type ReadingOptions,
} from '../data/reading.js';
import type { Calibration } from '../evaluation/intervals/calibration.js';
import type { ForecastForm, ValueRange } from '../evaluation/intervals/forecast-form.js';
import type { Trajectories } from '../evaluation/intervals/trajectories.js';
import type { Fitted, Share, TrainingRecord } from '../models/model.js';
import {
  count,
  flag,
  floats,
  listOf,
  mapOf,
  number,
  object,
  oneOf,
  optionValue,
  orElse,
  orNull,
  partial,
  probability,
  shortList,
  size,
  text,
  tree,
  type Validator,
} from '../models/shape.js';
import type { OptionValues } from '../options.js';
import type { Expectations } from './expectations.js';

/** Reading options that make sense in another run: no streams, no limits. */
export type SavedReading = Omit<
  ReadingOptions,
  'stdin' | 'limits' | 'holidayNames' | 'shard' | 'sample'
>;

/** Everything a model file holds. */
export interface ModelDocument {
  /** Version of gatecast that trained the model. */
  readonly gatecast: string;
  readonly expects: Expectations;
  /** The reading flags of the training. */
  readonly reading: SavedReading;
  /** The model's options as asked for; as resolved they are in the training record. */
  readonly options: OptionValues;
  readonly seed: number;
  readonly fitted: Fitted;
  /** Null when the model gives points only. */
  readonly calibration: Calibration | null;
  /** How forecasts are given; plain when absent. */
  readonly form?: ForecastForm | undefined;
}

const units: readonly FrequencyUnit[] = [
  'millisecond',
  'second',
  'minute',
  'hour',
  'day',
  'business',
  'week',
  'month',
  'quarter',
  'year',
  'step',
];

const session = object<Session>({ open: number, close: number, days: listOf(count) });

const frequency: Validator<Frequency> = (value, place) => ({
  ...object<Pick<Frequency, 'unit' | 'count'>>({ unit: oneOf(units), count })(value, place),
  ...partial<Omit<Frequency, 'unit' | 'count'>>({
    anchor: oneOf(['start', 'end']),
    day: count,
    session,
    weekdays: listOf(count),
    begins: count,
    holidays: listOf(number),
  })(value, place),
});

const expectations = object<Expectations>({
  frequency,
  zone: orNull(text),
  timeColumn: orNull(text),
  idColumn: orNull(text),
  targets: listOf(text),
  past: listOf(text),
  future: listOf(text),
  statics: listOf(text),
  series: listOf(text),
});

/** Files of older versions hold one column as a text. */
const textOrTexts: Validator<string | string[]> = (value, place) =>
  Array.isArray(value) ? listOf(text)(value, place) : text(value, place);

const reading = partial<SavedReading>({
  time: textOrTexts,
  target: listOf(text),
  id: text,
  past: listOf(text),
  future: listOf(text),
  static: listOf(text),
  freq: text,
  tz: text,
  delimiter: text,
  decimal: text,
  encoding: text,
  dateFormat: text,
  header: flag,
  skipRows: count,
  table: count,
  missingValues: listOf(text),
  fill: oneOf(fillPolicies),
  duplicates: oneOf(duplicatePolicies),
  resample: text,
  aggregate: oneOf(aggregations),
  calendar: listOf(oneOf(calendarNames)),
  ahead: count,
  holidays: text,
  weekdays: text,
});

const composition = listOf(object<Share>({ model: text, share: number, network: flag }));

const lasting = object<Omit<TrainingRecord, 'composition' | 'skipped'>>({
  parameters: count,
  windows: object({ train: count, validation: count }),
  epochs: count,
  steps: count,
  bestEpoch: count,
  history: listOf(object({ epoch: count, loss: number, validationLoss: orNull(number) })),
  options: mapOf(optionValue),
  notes: listOf(text),
});

const training: Validator<TrainingRecord> = (value, place) => ({
  ...lasting(value, place),
  ...partial<Pick<TrainingRecord, 'composition'>>({ composition })(value, place),
});

const fitted = object<Fitted>({
  model: text,
  horizon: size,
  season: size,
  probabilities: shortList(probability, 1000),
  state: tree,
  training: orNull(training),
});

const calibrated = object<Omit<Calibration, 'season' | 'trajectories'>>({
  scaling: text,
  heads: shortList(probability, 1000),
  horizon: size,
  residuals: listOf(floats),
  worth: orElse(orNull(floats), null),
});
const sinceLater = partial<Pick<Calibration, 'season' | 'trajectories'>>({
  season: size,
  trajectories: object<Trajectories>({ errors: floats, worth: number }),
});
const calibration: Validator<Calibration> = (value, place) => ({
  ...calibrated(value, place),
  ...sinceLater(value, place),
});

const form = object<ForecastForm>({
  range: object<ValueRange>({ min: orNull(number), max: orNull(number), integer: flag }),
  oneSided: shortList(probability, 1000),
});

const always = object<Omit<ModelDocument, 'form'>>({
  gatecast: text,
  expects: expectations,
  reading,
  options: mapOf(optionValue),
  seed: number,
  fitted,
  calibration: orNull(calibration),
});
const sometimes = partial<Pick<ModelDocument, 'form'>>({ form });

/** @throws ShapeError when it is something else */
export const modelDocument: Validator<ModelDocument> = (value, place) => ({
  ...always(value, place),
  ...sometimes(value, place),
});
