import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Series } from '../../../src/data/panel/panel.js';
import { indexWindows } from '../../../src/data/panel/windows.js';
import { inputNames } from '../../../src/networks/inputs.js';
import { normalizers } from '../../../src/normalizers/index.js';
import { prepareFeatures } from '../../../src/training/windows/features.js';
import { type FitRequest, partsOf, prepareFit } from '../../../src/training/windows/fit-data.js';
import { createWindowReader } from '../../../src/training/windows/window-reader.js';
import { windowSource } from '../../../src/training/windows/window-source.js';
import { panelOf, seriesOf, wavy } from '../../models/panels.js';

const request: FitRequest = {
  ...{
    lookback: 8,
    horizon: 3,
    season: 7,
    normalizer: 'revin',
    scope: 'window',
    unit: 'naive-error',
    calendar: true,
  },
};
const scopes = ['window', 'series'] as const;
const cases = normalizers.entries.flatMap((entry) =>
  scopes.map((scope) => [entry.name, scope] as const),
);

function prepared(change: Partial<FitRequest> = {}, series: Series = seriesOf(wavy(90, 7, 2))) {
  const panel = panelOf(series);
  return { panel, ...prepareFit(panel, partsOf(panel, 3, 20), { ...request, ...change }) };
}

describe.each(cases)('windows under %s by %s', (normalizer, scope) => {
  test('restore their targets', () => {
    const { reader, features } = prepared({ normalizer, scope });
    const inputs = reader.allocate(1);
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 87 }), (origin) => {
        const scale = reader.read(features[0]!, origin, inputs, 0);
        const targets = reader.readTarget(features[0]!, origin, 90, scale).slice();
        reader.restore(scale, targets);
        targets.forEach((value, h) => {
          expect(value).toBeCloseTo(features[0]!.values[origin + h]!, 6);
        });
      }),
    );
  });

  test('do not know what comes after their origin', () => {
    const values = wavy(90, 7, 2);
    const other = values.map((value, row) => (row < 60 ? value : -value * row));
    const read = (list: Float64Array) => {
      const { plan, panel } = prepared({ normalizer, scope });
      const changed = { ...panel, series: [seriesOf(list)] };
      const [features] = prepareFeatures(plan, changed, { rows: 90, ahead: 3 });
      const reader = createWindowReader(plan);
      const inputs = reader.allocate(1);
      return { scale: reader.read(features!, 60, inputs, 0), inputs };
    };
    expect(read(other)).toStrictEqual(read(values));
  });
});

test('the newest deviation is zero: the network forecasts changes from the last value', () => {
  const { reader, features } = prepared();
  const inputs = reader.allocate(2);
  reader.read(features[0]!, 40, inputs, 1);
  expect(inputs[inputNames.deviations]!.at(-1)).toBe(0);
  expect(inputs[inputNames.deviations]!.subarray(0, 8).every((value) => value === 0)).toBe(true);
});

test('targets are in naive errors, or in deviations where the plan says so', () => {
  const target = (unit: 'naive-error' | 'deviation') => {
    const { reader, features } = prepared({ unit, normalizer: 'last' });
    const scale = reader.read(features[0]!, 40, reader.allocate(1), 0);
    const { level, naiveError, values } = features[0]!;
    const change = values[42]! - values[39]!;
    const expected = change / (unit === 'deviation' ? level.deviation : naiveError);
    expect(reader.readTarget(features[0]!, 40, 90, scale)[2]).toBeCloseTo(expected, 9);
  };
  target('naive-error');
  target('deviation');
});

test('missing values are filled from inside the window and told to the network', () => {
  const values = wavy(90, 7, 2);
  values[37] = Number.NaN;
  const { reader, features } = prepared({}, seriesOf(values));
  expect(reader.sizes.covariates).toBe(1);
  const inputs = reader.allocate(1);
  reader.read(features[0]!, 40, inputs, 0);
  expect(Array.from(inputs[inputNames.covariates]!)).toEqual([0, 0, 0, 0, 0, 1, 0, 0]);
  expect(inputs[inputNames.history]![5]).toBe(inputs[inputNames.history]![4]);
});

test('a missing target is missing, the others count', () => {
  const values = wavy(90, 7, 2);
  values[41] = Number.NaN;
  const { reader, features } = prepared({}, seriesOf(values));
  const scale = reader.read(features[0]!, 40, reader.allocate(1), 0);
  const targets = reader.readTarget(features[0]!, 40, 90, scale);
  expect(Array.from(targets, Number.isNaN)).toEqual([false, true, false]);
});

test('covariates of the past stop at the origin, those known in the future reach the horizon', () => {
  const rows = 90;
  const series: Series = {
    ...seriesOf(wavy(rows, 7, 2)),
    past: [Float64Array.from({ length: rows }, (_, i) => i)],
    future: [Float64Array.from({ length: rows + 3 }, (_, i) => i % 2)],
    statics: ['blue'],
  };
  const panel = {
    ...panelOf(series, { ...series, id: 'b', statics: ['red'] }),
    pastNames: ['p'],
    futureNames: ['f'],
    staticNames: ['colour'],
  };
  const data = prepareFit(panel, partsOf(panel, 3, 20), request);
  expect(data.reader.sizes).toEqual({ covariates: 2, known: 1, origin: 0, statics: 2 });
  const inputs = data.reader.allocate(1);
  data.reader.read(data.features[1]!, rows, inputs, 0);
  const known = Array.from(inputs[inputNames.known]!);
  expect(known[0]).toBe(known[2]);
  expect(known[1]).toBeGreaterThan(known[0]!);
  const past = Array.from({ length: 8 }, (_, i) => inputs[inputNames.covariates]![2 * i]!);
  expect(past).toEqual([...past].sort((a, b) => a - b));
  expect(Array.from(inputs[inputNames.statics]!)).toEqual([0, 1]);
});

test('batches are gathered on the fly: a million windows need buffers for one batch only', () => {
  const values = wavy(1_000_000, 7, 1);
  const { plan } = prepared({ lookback: 168, horizon: 24 }, seriesOf(wavy(2000, 7, 1)));
  const panel = panelOf(seriesOf(values));
  const before = process.memoryUsage();
  const features = prepareFeatures(plan, panel, { rows: values.length, ahead: 24 });
  const rule = { lookback: 168, horizon: 24, stride: 1, minimumLookback: 168 };
  const windows = indexWindows([values], [{ start: 0, end: values.length }], {
    ...rule,
    partialTargets: false,
  });
  const source = windowSource(createWindowReader(plan), features, windows, 64);
  const positions = Int32Array.from({ length: 64 }, (_, i) => i * 15_000);
  for (let i = 0; i < 20; i++) source.gather(positions);
  const after = process.memoryUsage();
  expect(source.count).toBeGreaterThan(999_000);
  const grown = after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed;
  expect(grown).toBeLessThan(100e6);
});
