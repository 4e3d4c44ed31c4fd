import { describe, expect, test } from 'vitest';
import { wasmEngine } from '../../src/engines/wasm/engine.js';
import { lineLayer } from '../../src/networks/head.js';
import { networks } from '../../src/networks/index.js';
import { inputNames } from '../../src/networks/inputs.js';
import { type NetworkLayout, outputsPerStep } from '../../src/networks/network.js';
import type { LossSpec } from '../../src/networks/spec.js';
import { defaultOptions } from '../../src/options.js';
import { createRandom } from '../../src/random.js';
import { blended } from '../../src/training/blend.js';

const losses: readonly LossSpec[] = [
  { kind: 'mae' },
  { kind: 'pinball', probabilities: [0.1, 0.5, 0.9] },
];
const layouts: readonly Omit<NetworkLayout, 'loss'>[] = [
  { lookback: 12, horizon: 6, covariates: 0, known: 0, origin: 1, statics: 0, line: true },
  { lookback: 24, horizon: 5, covariates: 2, known: 3, origin: 4, statics: 2, line: true },
  { lookback: 8, horizon: 1, covariates: 1, known: 0, origin: 1, statics: 3, line: false },
];
const cases = networks.entries.flatMap((family) =>
  layouts.flatMap((layout) => losses.map((loss) => ({ family, layout: { ...layout, loss } }))),
);

describe.each(cases)('network $family.name on $layout', ({ family, layout }) => {
  const options = { ...defaultOptions(family.options), hidden: 8, dropout: 0.1 };
  const patch = family.patch(options, { lookback: layout.lookback, season: 4 });
  const spec = family.build(layout, { ...options, [family.patchOption]: patch });
  const compiled = () =>
    wasmEngine.compile(spec, { batchSize: 4, training: true, threads: 1, seed: 2 });
  const inputs = () => {
    const random = createRandom(3);
    return Object.fromEntries(
      spec.inputs.map(({ id, shape }) => [
        id,
        Float32Array.from({ length: 4 * shape.reduce((a, b) => a * b, 1) }, random.uniform),
      ]),
    );
  };

  test('gives a number for every step and quantile, and none before it is trained', async () => {
    const network = await compiled();
    const outputs = network.predict(4, inputs());
    expect(outputs).toHaveLength(4 * layout.horizon * outputsPerStep(layout.loss));
    expect(outputs.every((value) => value === 0)).toBe(true);
    network.dispose();
  });

  test('learns', async () => {
    const network = await compiled();
    const targets = new Float32Array(4 * layout.horizon).fill(1);
    const batch = { size: 4, inputs: inputs(), targets };
    const before = network.evaluate(batch).loss;
    for (let step = 1; step <= 60; step++) {
      const rates = { learningRate: 0.02, weightDecay: 0, clipNorm: 1, seed: 1 };
      network.trainStep(batch, { step, ...rates });
    }
    expect(network.evaluate(batch).loss).toBeLessThan(before / 2);
    network.dispose();
  });

  test('says so much of what it has learnt, blended with its start, and for the rest the start', async () => {
    const network = await compiled();
    const random = createRandom(5);
    const wild = network.weights().map(() => random.uniform() - 0.5);
    // A start says the line, and nothing else.
    const start = blended(network, new Float32Array(wild.length), wild, 0);
    const line = network.parameters.filter(({ name }) => name.startsWith(`${lineLayer}.`));
    for (const { offset, size } of line) start.fill(0.1, offset, offset + size);
    const outputs = (weights: Float32Array) => {
      network.setWeights(weights);
      return network.predict(4, inputs()).slice();
    };
    const [from, to] = [outputs(start), outputs(wild)];
    outputs(blended(network, start, wild, 0.25)).forEach((value, i) => {
      expect(value).toBeCloseTo(0.25 * to[i]! + 0.75 * from[i]!, 4);
    });
    network.dispose();
  });

  test('reads every input it declares, and declares none of size 0', () => {
    const read = new Set(spec.nodes.flatMap(({ from }) => from));
    for (const { id, shape } of spec.inputs) {
      expect(read).toContain(id);
      expect(shape).not.toContain(0);
      expect(Object.values(inputNames)).toContain(id);
    }
  });
});
