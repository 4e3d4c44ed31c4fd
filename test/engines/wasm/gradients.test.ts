import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch, Network } from '../../../src/engines/engine.js';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import { cells } from '../../../src/engines/wasm/nodes/cells/index.js';
import { nodeKinds } from '../../../src/engines/wasm/nodes/index.js';
import {
  batchFor,
  learningInputs,
  linear,
  network,
  numbers,
  recurrent,
  samples,
} from './samples.js';

/** The loss's derivative by one weight, from the five-point stencil of step h. */
function slope(network: Network, batch: Batch, weight: number, h: number): number {
  const weights = network.weights();
  const lossAt = (shift: number) => {
    const moved = weights.slice();
    moved[weight] = weights[weight]! + shift;
    network.setWeights(moved);
    return network.evaluate(batch).loss;
  };
  const value = (8 * (lossAt(h) - lossAt(-h)) - (lossAt(2 * h) - lossAt(-2 * h))) / (12 * h);
  network.setWeights(weights);
  return value;
}

/** Where the loss has a kink a long step would cross it. */
const isKinked = (name: string) => /relu|mae|huber|pinball/.test(name);

describe('gradients', () => {
  it('have a sample for every node kind and every cell', () => {
    const nodes = samples.flatMap(({ spec }) => spec.nodes);
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(nodeKinds.names));
    const used = nodes.flatMap((node) =>
      node.kind === 'recurrent' ? [node.resetAfter ? `${node.cell}-reset-after` : node.cell] : [],
    );
    expect(new Set(used)).toEqual(new Set(cells.names));
  });

  it.each(samples)('agree with finite differences: $name', async ({ name, spec }) => {
    const options = { batchSize: 7, training: true, threads: 1, seed: 3 };
    const network = await wasmEngine.compile(spec, options);
    const batch = batchFor(spec, 7, 5);
    const { loss, gradient } = network.gradient(batch);
    expect(network.evaluate(batch).loss).toBeCloseTo(loss, 6);
    expect(gradient.some((value) => Math.abs(value) > 0.01)).toBe(true);
    const h = isKinked(name) ? 2e-3 : 1e-2;
    for (let weight = 0; weight < network.parameterCount; weight++) {
      const error = Math.abs(slope(network, batch, weight, h) - gradient[weight]!);
      expect(error, `weight ${weight}`).toBeLessThan(isKinked(name) ? 2e-3 : 2e-4);
    }
    network.dispose();
  });

  it('reach the inputs that learn, in every shard, and agree with finite differences', async () => {
    const rows = 19; // two shards
    const options = { batchSize: rows, training: true, threads: 1, seed: 3 };
    const network = await wasmEngine.compile(learningInputs, options);
    const batch = batchFor(learningInputs, rows, 5);
    network.gradient(batch);
    for (const { id, learns } of learningInputs.inputs) {
      if (!learns) continue;
      const gradient = network.inputGradient(id);
      const input = batch.inputs[id]!;
      expect(gradient).toHaveLength(input.length);
      for (let i = 0; i < input.length; i += 7) {
        const lossAt = (shift: number) => {
          const moved = input.slice();
          moved[i]! += shift;
          return network.evaluate({ ...batch, inputs: { ...batch.inputs, [id]: moved } }).loss;
        };
        const h = 0.02;
        const expected =
          (8 * (lossAt(h) - lossAt(-h)) - (lossAt(2 * h) - lossAt(-2 * h))) / (12 * h);
        expect(Math.abs(gradient[i]! - expected), `${id} ${i}`).toBeLessThan(2e-5);
      }
    }
    expect(() => network.inputGradient('given')).toThrow('does not learn');
    network.dispose();
  });

  it.each(['rnn', 'gru', 'lstm'] as const)(
    'fade to zero over a long sequence, not into denormal numbers: %s',
    async (cell) => {
      const places = { kind: 'position', id: 'placed', from: 'x' } as const;
      const spec = network([300, 2], [places, recurrent({ cell, from: 'placed', units: 5 })]);
      const options = { batchSize: 4, training: true, threads: 1, seed: 3 };
      const compiled = await wasmEngine.compile(spec, options);
      compiled.setWeights(compiled.weights().map((weight) => weight / 3));
      const { gradient } = compiled.gradient(batchFor(spec, 4));
      const byStep = [...gradient.slice(0, 600)].map(Math.abs); // of placed.vectors
      expect(byStep[0]).toBe(0);
      expect(byStep.at(-1)).toBeGreaterThan(1e-3);
      expect(byStep.every((size) => size === 0 || size > 1.2e-38)).toBe(true);
    },
  );

  it('agree with the slope along a random direction for layers of any size', async () => {
    const size = (max: number) => fc.integer({ min: 1, max });
    const forms = fc.constantFrom(
      { cell: 'rnn' } as const,
      { cell: 'gru' } as const,
      { cell: 'gru', resetAfter: true } as const,
      { cell: 'lstm' } as const,
    );
    const sizes = fc.tuple(forms, size(9), size(11), size(70), size(40), fc.boolean());
    await fc.assert(
      fc.asyncProperty(sizes, async ([form, steps, features, units, rows, reverse]) => {
        const spec = network(
          [steps, features],
          [
            recurrent({ ...form, id: 'first', units, sequence: true, reverse }),
            recurrent({ ...form, from: 'first', units: Math.ceil(units / 2) }),
            linear('y', 'layer', 2),
          ],
        );
        const options = { batchSize: rows, training: true, threads: 1, seed: units };
        const compiled = await wasmEngine.compile(spec, options);
        const batch = batchFor(spec, rows);
        const { gradient } = compiled.gradient(batch);
        const direction = numbers(compiled.parameterCount, rows);
        const length = Math.sqrt(direction.reduce((sum, d) => sum + d * d, 0));
        const weights = compiled.weights();
        const lossAt = (shift: number) => {
          compiled.setWeights(weights.map((w, i) => w + (shift * direction[i]!) / length));
          return compiled.evaluate(batch).loss;
        };
        const h = 0.02;
        const expected =
          (8 * (lossAt(h) - lossAt(-h)) - (lossAt(2 * h) - lossAt(-2 * h))) / (12 * h);
        const along = gradient.reduce((sum, g, i) => sum + (g * direction[i]!) / length, 0);
        expect(Math.abs(along - expected)).toBeLessThan(2e-4);
      }),
      { seed: 20261123, numRuns: 60 },
    );
  });
});
