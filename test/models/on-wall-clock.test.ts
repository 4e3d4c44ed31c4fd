import { describe, expect, it } from 'vitest';
import { parseFrequency } from '../../src/data/calendar/frequency.js';
import { zoneOf } from '../../src/data/calendar/zone.js';
import type { Panel, Series } from '../../src/data/panel/panel.js';
import { addSteps, futureTimes } from '../../src/data/panel/steps.js';
import { wallClockView } from '../../src/data/panel/wall-clock.js';
import { models } from '../../src/models/index.js';
import type { FitContext, Model } from '../../src/models/model.js';
import { defaultOptions } from '../../src/options.js';

const zone = 'Europe/Berlin';
const hourMs = 3_600_000;
const at = (text: string) => zoneOf(zone).instantOf(Date.parse(`${text}Z`));

/** What people do at an hour of their clock: nothing at night, most at seven in the evening. */
const habit = [
  0, 0, 0, 0, 0, 2, 20, 40, 30, 20, 10, 10, 30, 20, 10, 10, 20, 40, 60, 80, 50, 30, 10, 2,
];

const habitAt = (instant: number) =>
  habit[Math.floor((instant + zoneOf(zone).offsetAt(instant)) / hourMs) % 24]!;

function seriesOf(from: string, rows: number, known = 0): Series {
  const start = at(from);
  const times = Float64Array.from({ length: rows + known }, (_, i) => start + i * hourMs);
  const noise = (row: number) => (((row * 7919) % 11) - 5) / 10;
  return {
    id: 'homes',
    target: 'load',
    statics: [],
    past: [],
    future: [],
    times,
    values: Float64Array.from({ length: rows }, (_, row) => habitAt(times[row]!) + noise(row)),
  };
}

const panelOf = (...series: Series[]): Panel => ({
  frequency: parseFrequency('h'),
  zone,
  timeColumn: 'time',
  idColumn: null,
  timeFormat: { pattern: 'iso', offset: null },
  targets: ['load'],
  pastNames: [],
  futureNames: [],
  staticNames: [],
  series,
});

/** Networks learn for one epoch: they begin with a line that knows the hours. */
const contextOf = ({ options }: Model): FitContext => ({
  horizon: 24,
  season: 24,
  probabilities: [0.1, 0.9],
  validationSize: 0,
  seed: 3,
  options: { ...defaultOptions(options), ...(options.epochs && { epochs: 1, hidden: 4 }) },
  engine: { name: 'wasm', threads: 1 },
});

/** Worst error of a forecast against what people do, on their clock. */
async function worst(model: string, series: Series): Promise<number> {
  const panel = panelOf(series);
  const context = contextOf(models.get(model));
  const entry = models.get(model);
  const fitted = await entry.fit(panel, context);
  const [made] = await entry.forecast(fitted, panel, context.engine);
  const times = futureTimes(panel, series, 24);
  return made!.point.reduce(
    (most, value, h) => Math.max(most, Math.abs(value - habitAt(times[h]!))),
    0,
  );
}

describe('the view of a panel as the clocks on the wall showed it', () => {
  it('is the panel itself where no clock changes', () => {
    expect(wallClockView(panelOf(seriesOf('2024-06-01T00:00', 100)), 24)).toBeNull();
    expect(
      wallClockView({ ...panelOf(seriesOf('2024-03-25T00:00', 240)), zone: null }, 24),
    ).toBeNull();
    expect(
      wallClockView({ ...panelOf(seriesOf('2024-03-25T00:00', 240)), zone: '+01:00' }, 24),
    ).toBeNull();
  });

  it('has days of 24 rows: the skipped hour as a day before, the repeated one as its mean', () => {
    const spring = wallClockView(panelOf(seriesOf('2024-03-30T00:00', 47)), 0)!;
    const [series] = spring.panel.series;
    expect(series!.values).toHaveLength(48);
    expect(series!.values[26]).toBe(series!.values[2]);
    const one = seriesOf('2024-10-26T00:00', 49);
    const autumn = wallClockView(panelOf(one), 0)!.panel.series[0]!;
    expect(autumn.values).toHaveLength(48);
    expect(autumn.values[26]).toBe((one.values[26]! + one.values[27]!) / 2);
    expect(autumn.values.subarray(27)).toEqual(one.values.subarray(28));
  });
});

const patterned = ['seasonal-naive', 'naive2', 'theta', 'ets', 'mstl', 'linear', 'gru'];

describe.each(patterned)('%s knows the hours of the day', (model) => {
  it.each([
    ['on the day when clocks go forward', '2024-03-10T00:00', 24 * 21],
    ['on the day after', '2024-03-11T00:00', 24 * 21 - 1],
    ['from the hour before they do', '2024-03-10T00:00', 24 * 21 + 2],
    ['on the day when clocks go back', '2024-10-06T00:00', 24 * 21],
    ['on the day after that', '2024-10-07T00:00', 24 * 21 + 1],
    ['between the two passings of an hour', '2024-10-06T00:00', 24 * 21 + 3],
  ])('%s', async (_, from, rows) => {
    expect(await worst(model, seriesOf(from, rows))).toBeLessThan(6);
  });
});

it('a covariate that is known in the future is known in an hour that comes twice, and one that does not', async () => {
  for (const [from, rows] of [
    ['2024-03-10T00:00', 24 * 21],
    ['2024-10-06T00:00', 24 * 21],
  ] as const) {
    const series = seriesOf(from, rows, 24);
    const future = [Float64Array.from(series.times, (time) => habitAt(time))];
    const panel = { ...panelOf({ ...series, future }), futureNames: ['plan'] };
    const gru = models.get('gru');
    const context = contextOf(gru);
    const fitted = await gru.fit(panel, context);
    const [made] = await gru.forecast(fitted, panel, context.engine);
    expect(made!.point.every((value, h) => Math.abs(value - future[0]![rows + h]!) < 8)).toBe(true);
    const short = {
      ...panel,
      series: [{ ...series, future: [future[0]!.subarray(0, rows + 20)] }],
    };
    await expect(gru.forecast(fitted, short, context.engine)).rejects.toThrow(
      '"plan" is missing in',
    );
  }
});

it('many origins of one series are forecast as each of them alone', async () => {
  const whole = seriesOf('2024-03-20T00:00', 24 * 14);
  const cut = (rows: number) => ({ ...whole, values: whole.values.subarray(0, rows) });
  const entry = models.get('seasonal-naive');
  const context = contextOf(entry);
  const fitted = await entry.fit(panelOf(whole), context);
  const origins = [200, 250, 262, 263, 264, 300].map(cut);
  const together = await entry.forecast(fitted, panelOf(...origins), context.engine);
  for (const [i, one] of origins.entries()) {
    const [alone] = await entry.forecast(fitted, panelOf(one), context.engine);
    expect(together[i]!.point).toEqual(alone!.point);
    const last = one.times[one.values.length - 1]!;
    const times = Array.from({ length: 24 }, (_, h) =>
      addSteps(parseFrequency('h'), last, h + 1, zone),
    );
    const errors = times.map((time, h) => Math.abs(alone!.point[h]! - habitAt(time)));
    expect(Math.max(...errors)).toBeLessThan(4);
  }
});
