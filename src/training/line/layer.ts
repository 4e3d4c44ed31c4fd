import type { Network } from '../../engines/engine.js';
import { lineLayer } from '../../networks/head.js';
import { outputsPerStep } from '../../networks/network.js';
import type { Line } from './line.js';

/**
 * Gives a network's line layer its weights; nothing happens where there is none. With quantiles, each
 * starts as the line moved by that quantile of the line's own errors on the validation part.
 */
export function startAsLine(network: Network, line: Line): void {
  const named = (role: string) =>
    network.parameters.find(({ name }) => name === `${lineLayer}.${role}`);
  const [kernel, bias] = [named('kernel'), named('bias')];
  if (!kernel || !bias) return;
  const { loss } = network.spec;
  const outputs = outputsPerStep(loss);
  const weights = network.weights();
  line.kernel.forEach((weight, i) => {
    weights.fill(weight, kernel.offset + i * outputs, kernel.offset + (i + 1) * outputs);
  });
  line.bias.forEach((weight, h) => {
    const errors = line.errors[h]!;
    for (let q = 0; q < outputs; q++) {
      const offset = loss.kind === 'pinball' ? quantile(errors, loss.probabilities[q]!) : 0;
      weights[bias.offset + h * outputs + q] = weight + offset;
    }
  });
  network.setWeights(weights);
}

/** Linear interpolation between order statistics (Hyndman & Fan 1996, type 7); 0 of nothing. */
function quantile(sorted: Float64Array, probability: number): number {
  if (sorted.length === 0) return 0;
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
