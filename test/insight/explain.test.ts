import { describe, expect, it } from 'vitest';
import { truncate } from '../../src/data/panel/splits.js';
import { wasmEngine } from '../../src/engines/wasm/engine.js';
import { incompleteness, total } from '../../src/insight/attribution.js';
import { integratedGradients } from '../../src/insight/integrated-gradients.js';
import { occlusion } from '../../src/insight/occlusion.js';
import { permutationImportance } from '../../src/insight/permutation.js';
import { compileProbe } from '../../src/insight/probe.js';
import { models } from '../../src/models/index.js';
import { resolveOptions } from '../../src/options.js';
import { createRandom } from '../../src/random.js';
import { fixturePanel } from '../charts/real-series.js';
import { linear, network, numbers, recurrent, samples } from '../engines/wasm/samples.js';

const engine = { name: 'wasm', threads: 1 };
const panel = fixturePanel('seattle-weather.csv', 'temp_max');

const trained = (name: string, options: Readonly<Record<string, number | string>>) => {
  const model = models.get(name);
  return model.fit(panel, {
    horizon: 5,
    season: 7,
    probabilities: [],
    validationSize: 200,
    seed: 1,
    engine,
    options: resolveOptions(name, model.options, options),
  });
};

describe('a probe', () => {
  const spec = network([6, 2], [recurrent({ cell: 'lstm', units: 4 }), linear('y', 'layer', 3)]);

  it('gives the gradient of the output in the input, as finite differences do', async () => {
    const options = { batchSize: 1, training: false, threads: 1, seed: 3 };
    const original = await wasmEngine.compile(spec, options);
    const weights = original.weights();
    const probe = await compileProbe(wasmEngine, {
      spec,
      weights,
      outputs: 3,
      batchSize: 1,
      threads: 1,
    });
    const x = numbers(12, 5);
    expect(probe.outputs(1, { x })).toEqual(original.predict(1, { x }));
    const slopes = probe.gradient(1, { x }, [1]).x!;
    for (const [i, slope] of slopes.entries()) {
      const at = (move: number) => {
        const moved = x.map((value, k) => (k === i ? value + move : value));
        return original.predict(1, { x: moved })[1]!;
      };
      expect(slope).toBeCloseTo((at(0.01) - at(-0.01)) / 0.02, 3);
    }
  });

  it('can be put before every kind of node', async () => {
    for (const { name, spec: sample } of samples.filter(({ name }) => !/embedding/.test(name))) {
      const outputs = 1;
      const original = await wasmEngine.compile(sample, {
        batchSize: 1,
        training: false,
        threads: 1,
        seed: 3,
      });
      const x = numbers(200, 5);
      const probe = await compileProbe(wasmEngine, {
        spec: sample,
        weights: original.weights(),
        outputs,
        batchSize: 1,
        threads: 1,
      });
      expect(probe.outputs(1, { x }), name).toEqual(original.predict(1, { x }));
    }
  });
});

describe.each(['rnn', 'gru', 'lstm', 'segrnn', 'transformer'])(
  'integrated gradients of %s',
  (name) => {
    it('add up to forecast minus baseline within 1 %, and the forecast is the model’s', async () => {
      const fitted = await trained(name, { epochs: 2, lookback: 28, skip: 'false' });
      const attribution = await integratedGradients(fitted, panel, engine);
      expect(incompleteness(attribution)).toBeLessThan(0.01);
      const [forecast] = await models.get(name).forecast(fitted, panel, engine);
      const { point } = forecast!;
      expect(attribution.forecast).toBeCloseTo(total(point) / point.length, 4);
      expect(attribution.byLag[0]!.values).toHaveLength(28);
      expect(attribution.byLag[0]!.values.filter((value) => value !== 0).length).toBeGreaterThan(
        20,
      );
    }, 30_000);
  },
);

describe('occlusion', () => {
  it('finds that naive rests on the newest row alone', async () => {
    const fitted = await trained('naive', {});
    const { byLag, forecast, baseline } = await occlusion(
      models.get('naive'),
      fitted,
      panel,
      30,
      engine,
    );
    const { values } = byLag[0]!;
    expect(values.at(-1)).toBeCloseTo(forecast - baseline, 10);
    expect(values.subarray(0, -1).every((value) => value === 0)).toBe(true);
  });
});

describe('permutation importance', () => {
  it('finds the covariate that the target follows, and none in one that says nothing', async () => {
    const series = panel.series[0]!;
    const random = createRandom(8);
    const noise = Float64Array.from(series.values, () => random.uniform());
    // Known a week ahead: the target itself, which the model has only to repeat.
    const told = {
      ...panel,
      futureNames: ['told', 'noise'],
      series: [{ ...series, future: [series.values, noise] }],
    };
    const model = models.get('gru');
    const options = resolveOptions('gru', model.options, { epochs: 12, lookback: 14 });
    const known = { ...told, series: [truncate(told.series[0]!, series.values.length - 100)] };
    const fitted = await model.fit(known, {
      ...{
        horizon: 5,
        season: 7,
        probabilities: [],
        validationSize: 200,
        seed: 1,
        engine,
        options,
      },
    });
    const [cause, chance] = await permutationImportance({
      model,
      fitted,
      panel: told,
      rows: 100,
      seed: 1,
      engine,
    });
    expect(cause!.shuffled).toBeGreaterThan(1.5 * cause!.error);
    expect(Math.abs(chance!.shuffled / chance!.error - 1)).toBeLessThan(0.3);
  });
});
