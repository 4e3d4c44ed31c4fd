import { log } from '../elementary.js';
import type { Network } from '../engines/engine.js';
import { createRandom } from '../random.js';

/**
 * Starts the gates so that the units remember for 1 to `steps` steps: biases ±log of a random time
 * (chrono initialization, Tallec & Ollivier 2018). Without it gated cells forget, at first, faster than a
 * simple one. Blocks of the bias are those of the engine: i f g o of an lstm, z r n of a gru.
 */
export function openGates(network: Network, layer: string, steps: number, seed: number): void {
  const node = network.spec.nodes.find(({ id }) => id === layer);
  const bias = network.parameters.find(({ name }) => name === `${layer}.bias`);
  if (node?.kind !== 'recurrent' || !bias) throw new Error(`"${layer}" is no recurrent layer`);
  const { units } = node;
  const random = createRandom(seed).fork('gates');
  const weights = network.weights();
  for (const [block, sign] of REMEMBERING[node.cell]) {
    const own = random.fork('times');
    for (let u = 0; u < units; u++) {
      weights[bias.offset + block * units + u] = sign * log(1 + own.uniform() * (steps - 1));
    }
  }
  network.setWeights(weights);
}

/** Which blocks of the bias keep the state (+) and which let in what is new (-). */
const REMEMBERING = {
  rnn: [],
  gru: [[0, 1]],
  lstm: [
    [0, -1],
    [1, 1],
  ],
} as const satisfies Record<string, readonly (readonly [block: number, sign: 1 | -1])[]>;
