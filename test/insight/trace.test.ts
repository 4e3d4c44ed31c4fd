import { describe, expect, it } from 'vitest';
import { wasmEngine } from '../../src/engines/wasm/engine.js';
import type { CellStep, LayerWeights, State } from '../../src/insight/cell-step.js';
import { cellSteps } from '../../src/insight/cells/index.js';
import { layerWeights } from '../../src/insight/layer-weights.js';
import { hiddenGradients, traceWindow } from '../../src/insight/trace.js';
import { network, numbers, recurrent } from '../engines/wasm/samples.js';

const STEPS = 7;
const UNITS = 5;
const INPUTS = 2;

async function compiled({ node }: CellStep) {
  const layer = recurrent({ ...node, units: UNITS, sequence: true });
  const flat = { kind: 'reshape', id: 'all', from: 'layer', shape: [STEPS * UNITS] } as const;
  const options = { batchSize: 1, training: false, threads: 1, seed: 4 };
  const engine = await wasmEngine.compile(network([STEPS, INPUTS], [layer, flat]), options);
  // Biases too are something else than zero.
  engine.setWeights(numbers(engine.parameterCount, 2));
  return engine;
}

const norm = (vector: Float64Array) => Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));

describe.each(cellSteps.entries)('steps of a $name', (cell) => {
  it('pass through the same hidden states as the engine', async () => {
    const engine = await compiled(cell);
    const window = numbers(STEPS * INPUTS, 9);
    const expected = engine.predict(1, { x: window });
    const weights = layerWeights(engine, 'layer', UNITS);
    const steps = traceWindow(cell, weights, Float64Array.from(window));
    const hidden = steps.flatMap(({ after }) => [...after.hidden]);
    for (const [i, value] of hidden.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
  });

  it('hand back gradients that agree with finite differences', async () => {
    const weights = layerWeights(await compiled(cell), 'layer', UNITS);
    const window = Float64Array.from(numbers(STEPS * INPUTS, 9));
    const head = Float64Array.from(numbers(UNITS, 3));
    const steps = traceWindow(cell, weights, window);
    const gradients = hiddenGradients(cell, weights, steps, head);

    /** head · the last hidden state when unit `u` after step `t` is moved. */
    function outcome(t: number, u: number, move: number): number {
      const hidden = steps[t]!.after.hidden.slice();
      hidden[u]! += move;
      let state: State = { ...steps[t]!.after, hidden };
      for (let s = t + 1; s < STEPS; s++) {
        const input = window.subarray(s * INPUTS, (s + 1) * INPUTS);
        state = cell.step(weights, input, state).after;
      }
      return state.hidden.reduce((sum, h, i) => sum + h * head[i]!, 0);
    }
    const h = 1e-5;
    for (let t = 0; t < STEPS; t++) {
      for (let u = 0; u < UNITS; u++) {
        const slope = (outcome(t, u, h) - outcome(t, u, -h)) / (2 * h);
        expect(gradients[STEPS - 1 - t]![u]).toBeCloseTo(slope, 8);
      }
    }
  });
});

describe('a linear recurrent network', () => {
  it.each([0.5, 0.9, 1.1])('loses or gains gradient by its spectral radius %s a step', (radius) => {
    // tanh is the identity around a state of zeros; a rotation has eigenvalues of one size.
    const [cos, sin] = [0.6, 0.8];
    const weights: LayerWeights = {
      units: 2,
      kernel: new Float64Array(2),
      recurrent: Float64Array.of(cos, -sin, sin, cos).map((value) => radius * value),
      bias: new Float64Array(2),
      recurrentBias: new Float64Array(),
    };
    const cell = cellSteps.get('rnn');
    const steps = traceWindow(cell, weights, new Float64Array(60));
    const norms = hiddenGradients(cell, weights, steps, Float64Array.of(1, 2)).map(norm);
    for (const [back, value] of norms.entries()) {
      expect(value / (norms[0]! * radius ** back)).toBeCloseTo(1, 6);
    }
  });
});
