import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '../../src/networks/spec.js';
import { networkWork } from '../../src/networks/work.js';

describe('the work of a network', () => {
  it('is each weight of a recurrent layer at each step, and of its head once', () => {
    const spec: NetworkSpec = {
      inputs: [{ id: 'x', shape: [10, 3] }],
      nodes: [
        {
          kind: 'recurrent',
          id: 'layer',
          from: 'x',
          cell: 'lstm',
          units: 8,
          sequence: false,
          reverse: false,
          recurrentDropout: 0,
        },
        { kind: 'linear', id: 'head', from: 'layer', units: 2, bias: true, init: 'xavier' },
      ],
      output: 'head',
      loss: { kind: 'mse' },
    };
    const layer = 4 * 8 * (3 + 8 + 1);
    const head = 8 * 2 + 2;
    const work = { parameters: layer + head, multiplyAdds: 10 * layer + head };
    expect(networkWork(spec)).toEqual(work);
  });

  it('of attention grows with the square of the steps', () => {
    const attending = (steps: number) => {
      const shape = [steps, 8];
      const inputs = ['q', 'k', 'v'].map((id) => ({ id, shape }));
      return networkWork({
        inputs,
        nodes: [{ kind: 'attention', id: 'y', from: ['q', 'k', 'v'], heads: 2 }],
        output: 'y',
        loss: { kind: 'mse' },
      }).multiplyAdds;
    };
    expect(attending(20)).toBe(4 * attending(10));
    expect(attending(10)).toBe(2 * 10 * 10 * 8);
  });
});
