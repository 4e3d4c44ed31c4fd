import { describe, expect, it } from 'vitest';
import { networks } from '../../src/networks/index.js';
import { parametersOf, shapesOf } from '../../src/networks/parameters.js';
import { defaultOptions } from '../../src/options.js';
import { blend } from '../../src/training/blend.js';

const gru = networks.get('gru');
const spec = gru.build(
  {
    ...{ lookback: 3, horizon: 1, covariates: 0, known: 0, origin: 0, statics: 0, line: true },
    loss: { kind: 'mae' },
  },
  { ...defaultOptions(gru.options), hidden: 2, dropout: 0, [gru.patchOption]: 1 },
);
const parameters = parametersOf(spec, shapesOf(spec));
const size = parameters.reduce((sum, parameter) => sum + parameter.size, 0);
const { offset } = parameters.find(({ name }) => name === 'direct.bias')!;

/** What a training is worth whose loss depends on how much of it counts. */
const blendOf = (lossAt: (share: number) => number, tolerance = 0.05) =>
  blend(
    { spec, parameters },
    new Float32Array(size),
    new Float32Array(size).fill(1),
    (weights) => lossAt(weights[offset]!),
    tolerance,
  );

describe('a training counts', () => {
  it('whole where the loss falls far', () => {
    const { share, weights, loss } = blendOf((part) => 2 - part);
    expect(share).toBeGreaterThan(0.9);
    expect(weights[offset]).toBeCloseTo(share, 6);
    expect(loss).toBeCloseTo(2 - share, 6);
  });

  it('not at all where it makes the loss larger, and the start comes back as it was', () => {
    const { share, weights } = blendOf((part) => 1 + part);
    expect(share).toBe(0);
    expect(weights.every((weight) => weight === 0)).toBe(true);
  });

  it('a fifth where nothing can be told, half where the gain is three times what chance may do', () => {
    expect(blendOf(() => 1).share).toBeCloseTo(0.19, 2);
    expect(blendOf((part) => 1 - 0.001 * part, 0.1).share).toBeCloseTo(0.19, 1);
    expect(blendOf((part) => 1.15 - 0.15 * part).share).toBeCloseTo(0.5, 9);
  });

  it('in part where a part of it is best', () => {
    const { share } = blendOf((part) => 1 + (part - 0.25) ** 2, 0.01);
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.4);
  });

  it('by a loss of nothing at all', () => {
    expect(blendOf((part) => 1 - part).share).toBe(1);
  });
});
