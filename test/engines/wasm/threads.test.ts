import { describe, expect, it, vi } from 'vitest';
import type { Network } from '../../../src/engines/engine.js';
import { wasmEngine } from '../../../src/engines/wasm/engine.js';
import type { NetworkSpec } from '../../../src/networks/spec.js';
import { batchFor, linear, network, recurrent } from './samples.js';

const spec: NetworkSpec = network(
  [12, 3],
  [
    recurrent({ cell: 'lstm', id: 'first', units: 20, sequence: true, recurrentDropout: 0.2 }),
    { kind: 'dropout', id: 'dropped', from: 'first', rate: 0.3 },
    recurrent({ cell: 'gru', from: 'dropped', units: 17 }),
    linear('y', 'layer', 5),
  ],
);

function train(compiled: Network, steps: number): Float32Array {
  const full = batchFor(spec, 70, 6);
  const rest = batchFor(spec, 37);
  for (let step = 1; step <= steps; step++) {
    compiled.trainStep(step % 5 === 0 ? rest : full, {
      step,
      learningRate: 0.01,
      weightDecay: 0.01,
      clipNorm: 0.1,
      seed: 4,
    });
  }
  return compiled.weights();
}

describe('threads', () => {
  it('leave weights, moments and predictions the same to the last bit: 1, 2 and 3', async () => {
    const results = [];
    for (const threads of [1, 2, 3]) {
      const compiled = await wasmEngine.compile(spec, {
        batchSize: 70,
        training: true,
        threads,
        seed: 9,
      });
      const weights = train(compiled, 10);
      // Workers join as soon as they have started; give them the chance, so that the second half is shared.
      await new Promise((resolve) => setTimeout(resolve, 100));
      const again = train(compiled, 10);
      const predicted = compiled.predict(150, batchFor(spec, 150).inputs);
      results.push({ weights, again, predicted, ...compiled.optimizer() });
      compiled.dispose();
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
    expect(results[0]!.weights).not.toEqual(results[0]!.again);
  });

  it('are one where there is no shared memory', async () => {
    const options = { batchSize: 70, training: true, threads: 2, seed: 9 };
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const alone = await wasmEngine.compile(spec, options);
    vi.unstubAllGlobals();
    const shared = await wasmEngine.compile(spec, options);
    expect(train(alone, 3)).toEqual(train(shared, 3));
  });

  it('may be more than there is work for', async () => {
    const compiled = await wasmEngine.compile(spec, {
      batchSize: 8,
      training: true,
      threads: 64,
      seed: 9,
    });
    expect(compiled.evaluate(batchFor(spec, 8)).count).toBe(40);
    compiled.dispose();
  });
});
