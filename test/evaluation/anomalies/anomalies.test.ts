import { describe, expect, it } from 'vitest';
import { judgePanel } from '../../../src/evaluation/anomalies/judge-panel.js';
import { judgeSeries } from '../../../src/evaluation/anomalies/judge-rows.js';
import { standstillProbabilities } from '../../../src/evaluation/anomalies/standstill.js';
import { correctedForLooks } from '../../../src/evaluation/anomalies/tail.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../../models/panels.js';
import { hits, planted, rollingZ, SEASON, stlRemainder } from './planted.js';

const ALPHA = 0.01;

/** Rows that are anomalies, as "row kind". */
function alarmsOf(values: Float64Array, season = SEASON) {
  const [rows] = judgePanel(panelOf(seriesOf(values)), season, ALPHA);
  return (rows ?? []).filter(({ anomaly }) => anomaly);
}

const normals = (seed: number) => {
  const { uniform } = createRandom(seed);
  return () => Array.from({ length: 12 }, uniform).reduce((sum, x) => sum + x, -6);
};

describe('anomalies', () => {
  it('finds planted spikes, shifts and standstills better than a rolling z-score and an STL remainder', () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    const mean = (of: (values: Float64Array) => number[]) => {
      const all = seeds.map(planted).map(({ values, faults }) => hits(of(values), faults));
      const average = (key: 'precision' | 'recall' | 'f1') =>
        all.reduce((sum, each) => sum + each[key], 0) / all.length;
      return { precision: average('precision'), recall: average('recall'), f1: average('f1') };
    };
    const ours = mean((values) => alarmsOf(values).map(({ row }) => row));
    const rolling = mean(rollingZ);
    const stl = mean(stlRemainder);
    // The figures of docs/anomalies.md.
    expect(ours.precision).toBeGreaterThan(0.98);
    expect(ours.recall).toBeGreaterThan(0.8);
    expect(ours.f1).toBeGreaterThan(2 * Math.max(rolling.f1, stl.f1));
  });

  it('says what each fault is', () => {
    const { values, faults } = planted(1);
    const kinds = new Map(alarmsOf(values).map(({ row, kind }) => [row, kind]));
    const [up, down, atZero, atLast] = faults;
    expect([up, down].map((fault) => kinds.get(fault!.from + 2))).toEqual(['shift', 'shift']);
    expect([atZero, atLast].map((fault) => kinds.get(fault!.to - 1))).toEqual([
      'standstill',
      'standstill',
    ]);
    expect([...kinds.values()]).toContain('spike');
  });

  it('a fault does not drag what is expected of the rows after it', () => {
    const normal = normals(5);
    const values = Float64Array.from({ length: 120 }, () => 50 + normal());
    values[80] = 500;
    const { expected } = judgeSeries(values, []);
    expect(Math.abs(expected[81]! - 50)).toBeLessThan(2);
  });

  it('is silent on rows without a fault, of whatever distribution', () => {
    const { uniform } = createRandom(7);
    const normal = normals(8);
    let walk = 100;
    let memory = 0;
    const kinds: Record<string, () => number> = {
      normal,
      walk: () => (walk += normal()),
      autoregressive: () => (memory = 0.7 * memory + normal()),
      laplace: () => (uniform() < 0.5 ? 1 : -1) * -Math.log(uniform()),
      skewed: () => Math.exp(normal()),
      rounded: () => Math.round(20 + 2 * normal()),
      counts: () => Math.floor(-1.5 * Math.log(uniform())),
      rare: () => (uniform() < 0.15 ? Math.ceil(5 * uniform()) : 0),
      state: () => (uniform() < 0.03 ? 1 : 0),
      constant: () => 5,
    };
    const alarms = Object.entries(kinds).map(([name, next]) => [
      name,
      alarmsOf(Float64Array.from({ length: 400 }, next)).length,
    ]);
    const total = alarms.reduce((sum, [, count]) => sum + Number(count), 0);
    expect(total, JSON.stringify(alarms)).toBeLessThanOrEqual(2);
  });

  it('19 of 20 rows lie within lo and hi, which are never negative where no value was', () => {
    const normal = normals(3);
    const values = Float64Array.from({ length: 400 }, (_, t) => 8 + (t % 7) + normal());
    const { lo, hi } = judgeSeries(values, [7]);
    const inside = values.filter((value, t) => value >= lo[t]! && value <= hi[t]!).length;
    expect(inside / 400).toBeGreaterThan(0.92);
    expect(inside / 400).toBeLessThan(0.97);
    const rain = values.map((value, t) => (t % 3 === 0 ? 0 : value));
    expect(Math.min(...judgeSeries(rain, []).lo)).toBe(0);
  });

  it('one odd value in a constant series is an anomaly, and so is one in a pure season', () => {
    const constant = new Float64Array(200).fill(100);
    constant[190] = 500;
    const wave = Float64Array.from({ length: 200 }, (_, t) => 10 * ((t % 7) - 3));
    wave[150]! += 40;
    expect(alarmsOf(constant).map(({ row }) => row)).toEqual([190]);
    expect(alarmsOf(wave).map(({ row }) => row)).toEqual([150]);
  });

  it('a gap is no anomaly, nor are the rows after it', () => {
    const normal = normals(4);
    const values = Float64Array.from({ length: 200 }, () => 50 + normal());
    values.fill(Number.NaN, 100, 120);
    const [rows] = judgePanel(panelOf(seriesOf(values)), 1, ALPHA);
    expect(rows).toHaveLength(180);
    expect(rows!.filter(({ anomaly }) => anomaly)).toEqual([]);
  });

  it('a day that a known column explains is none', () => {
    const normal = normals(6);
    const promo = Float64Array.from({ length: 200 }, (_, t) => (t % 29 === 11 ? 1 : 0));
    const values = promo.map((on) => 50 + 30 * on + normal());
    const series = { ...seriesOf(values), future: [promo] };
    const known = { ...panelOf(series), futureNames: ['promo'] };
    const count = (panel: typeof known) =>
      judgePanel(panel, 1, ALPHA)[0]!.filter(({ anomaly }) => anomaly).length;
    expect(count({ ...panelOf(seriesOf(values)), futureNames: [] })).toBe(7);
    expect(count(known)).toBe(0);
  });

  it('a state that often lasts is no standstill, a working sensor that stops is one', () => {
    const { uniform } = createRandom(2);
    let dry = true;
    const rain = Float64Array.from({ length: 600 }, () => {
      dry = uniform() < (dry ? 0.85 : 0.5);
      return dry ? 0 : uniform();
    });
    expect(Math.min(...standstillProbabilities(rain))).toBeGreaterThan(1e-5);
    const sensor = rain.map(() => uniform());
    sensor.fill(sensor[300]!, 300, 310);
    expect(standstillProbabilities(sensor)[309]).toBeLessThan(1e-7);
  });

  it('corrects p-values as Benjamini and Hochberg did', () => {
    // Their procedure on 0.01, 0.04, 0.03, 0.5: times 4 over the rank, made monotone from the top.
    const corrected = correctedForLooks(Float64Array.of(0.01, 0.04, Number.NaN, 0.03, 0.5));
    expect([...corrected].map((p) => Number(p.toFixed(6)))).toEqual([
      ...[0.04, 0.053333],
      Number.NaN,
      ...[0.053333, 0.5],
    ]);
  });

  it('a series with too few rows is not judged', () => {
    const short = seriesOf([1, 2, 3], 'short');
    const long = seriesOf(planted(2).values, 'long');
    expect(judgePanel(panelOf(short, long), SEASON, ALPHA).map((rows) => rows?.length)).toEqual([
      undefined,
      500,
    ]);
  });
});
