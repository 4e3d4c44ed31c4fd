import { beforeAll, describe, expect, test } from 'vitest';
import type { Network } from '../../src/engines/engine.js';
import { wasmEngine } from '../../src/engines/wasm/engine.js';
import { UserError } from '../../src/errors.js';
import type { NetworkSpec } from '../../src/networks/spec.js';
import { createRandom } from '../../src/random.js';
import { meanLoss, train } from '../../src/training/train.js';
import type { BatchSource, Checkpoint, TrainingSettings } from '../../src/training/training.js';

const spec: NetworkSpec = {
  inputs: [{ id: 'x', shape: [3] }],
  nodes: [{ kind: 'linear', id: 'y', from: 'x', units: 2, bias: true, init: 'zeros' }],
  output: 'y',
  loss: { kind: 'mse' },
};

const settings: TrainingSettings = {
  epochs: 12,
  batchSize: 8,
  windowsPerEpoch: Number.POSITIVE_INFINITY,
  learningRate: 0.05,
  weightDecay: 0,
  clipNorm: 10,
  patience: 100,
  seed: 5,
  keepBest: false,
  budgetSeconds: Number.POSITIVE_INFINITY,
};

/** Windows of a linear law, or of pure noise. */
function source(
  count: number,
  seed: number,
  law: (x: Float32Array) => [number, number],
): BatchSource {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, () => {
    const x = Float32Array.from({ length: 3 }, () => random.uniform() * 2 - 1);
    return { x, y: law(x) };
  });
  return {
    count,
    gather(positions) {
      const picked = Array.from(positions, (position) => rows[position]!);
      return {
        size: picked.length,
        inputs: { x: Float32Array.from(picked.flatMap(({ x }) => [...x])) },
        targets: Float32Array.from(picked.flatMap(({ y }) => y)),
      };
    },
  };
}

const lawful = (x: Float32Array): [number, number] => [2 * x[0]! - x[1]!, x[2]! + 0.5];
const learnable = source(64, 1, lawful);
const held = source(32, 2, lawful);

const compile = () =>
  wasmEngine.compile(spec, { batchSize: 8, training: true, threads: 1, seed: 1 });
let network: Network;
beforeAll(async () => {
  network = await compile();
});

/** Runs with a new network each time, so that nothing is left over. */
async function run(
  change: Partial<TrainingSettings> = {},
  hooks: Parameters<typeof train>[4] = {},
  validation: BatchSource | null = held,
  training: BatchSource = learnable,
) {
  const own = await compile();
  return train(own, training, validation, { ...settings, ...change }, hooks);
}

describe('training', () => {
  test('learns a law and returns the weights that the validation windows liked best', async () => {
    const result = await run({ epochs: 60 });
    network.setWeights(result.weights);
    const loss = meanLoss(network, held, 8);
    expect(loss).toBeLessThan(0.01);
    expect(loss).toBe(Math.min(...result.history.map(({ validationLoss }) => validationLoss!)));
    expect(result.steps).toBe(60 * 8);
    expect(result.ended).toBe('finished');
  });

  test('gives back the untrained network when there is nothing to learn', async () => {
    const random = createRandom(9);
    const noise = () =>
      source(64, random.next(), () => [random.uniform() - 0.5, random.uniform() - 0.5]);
    const result = await run(
      { epochs: 40, patience: 5 },
      {},
      noise(),
      source(16, 3, () => [5, -5]),
    );
    expect(result.bestEpoch).toBe(0);
    expect(result.weights.every((weight) => weight === 0)).toBe(true);
    expect(result.ended).toBe('patience');
    expect(result.epochs).toBe(5);
  });

  test('is the same to the last bit when it is done twice', async () => {
    expect((await run()).weights).toStrictEqual((await run()).weights);
  });

  test('depends on the seed through the order of the windows', async () => {
    expect((await run({ seed: 6 })).weights).not.toStrictEqual((await run()).weights);
  });

  test('resumed from any checkpoint ends bit-identical to a run that was never stopped', async () => {
    const checkpoints: Checkpoint[] = [];
    const whole = await run({}, { onCheckpoint: (checkpoint) => checkpoints.push(checkpoint) });
    expect(checkpoints).toHaveLength(12);
    for (const at of [0, 4, 10]) {
      const resume = structuredClone(checkpoints[at]!);
      expect(await run({}, { resume })).toStrictEqual(whole);
    }
  });

  test('tells every epoch, with losses', async () => {
    const seen: number[] = [];
    await run({}, { onEpoch: ({ epoch }) => seen.push(epoch) });
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });

  test('stops with advice when the loss is no longer a number', async () => {
    const broken = source(16, 4, () => [Number.POSITIVE_INFINITY, 0]);
    const error = await run({}, {}, held, broken).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({ exitCode: 4, hint: expect.stringMatching(/learning-rate/) });
  });

  test('stops with advice when the loss explodes', async () => {
    const wild = { learningRate: 1e6, clipNorm: 1e30, epochs: 50 };
    await expect(run(wild)).rejects.toThrow(/has grown to|no longer a number/);
  });

  test('aborted, it fails with the reason, or keeps the best so far if asked to', async () => {
    const abortAfter = (epochs: number) => {
      const controller = new AbortController();
      return {
        signal: controller.signal,
        onEpoch: ({ epoch }: { epoch: number }) => {
          if (epoch === epochs) controller.abort(new Error('stopped by hand'));
        },
      };
    };
    await expect(run({}, abortAfter(3))).rejects.toThrow('stopped by hand');
    const kept = await run({ keepBest: true }, abortAfter(3));
    expect(kept).toMatchObject({ ended: 'aborted', epochs: 3, bestEpoch: 3 });
    expect(kept.weights).toStrictEqual((await run({ keepBest: true }, abortAfter(3))).weights);
  });

  test('ends between two batches when the budget of the given clock is spent', async () => {
    let now = 0;
    const clock = () => now++;
    const result = await run({ budgetSeconds: 14 }, { clock });
    expect(result).toMatchObject({ ended: 'budget', steps: 13, epochs: 2 });
  });

  test('an epoch that the budget cut short counts if it is the best', async () => {
    let now = 0;
    const clock = () => now++;
    const result = await run({ budgetSeconds: 6 }, { clock });
    expect(result).toMatchObject({ ended: 'budget', steps: 5, bestEpoch: 1 });
    expect(result.weights).not.toStrictEqual((await run({ epochs: 0 })).weights);
  });

  test('a budget spent before the first batch leaves the first weights', async () => {
    let now = 0;
    const clock = () => now++;
    const result = await run({ budgetSeconds: 0.5 }, { clock });
    expect(result).toMatchObject({ ended: 'budget', steps: 0, epochs: 0, history: [] });
  });

  test('an epoch of fewer windows than there are draws its own from all of them', async () => {
    const drawn = new Set<number>();
    const watched: BatchSource = {
      count: learnable.count,
      gather(positions) {
        for (const position of positions) drawn.add(position);
        return learnable.gather(positions);
      },
    };
    const result = await run({ windowsPerEpoch: 16 }, {}, held, watched);
    expect(result.steps).toBe(12 * 2);
    expect(drawn.size).toBeGreaterThan(48);
  });

  test('without a validation part the last epoch counts', async () => {
    expect((await run({}, {}, null)).bestEpoch).toBe(12);
  });
});
