/** What a training step's masks depend on. */
export interface DropoutKey {
  readonly seed: number;
  readonly step: number;
}

/**
 * The mask that the WebAssembly kernel of the same name draws, element by element the same, so that
 * both engines train alike: a hash of seed, step, node and element.
 *
 * @param node - number of the node in the network
 * @returns 1 / (1 - rate) with probability 1 - rate, else 0 // (length), batch-major
 */
export function dropoutMask(
  length: number,
  rate: number,
  node: number,
  { seed, step }: DropoutKey,
): Float32Array {
  const high = Math.floor(seed / 4294967296);
  const key = scramble(seed ^ scramble(high ^ scramble(step ^ scramble(node))));
  const threshold = Math.floor(Math.fround(rate) * 4294967296);
  const kept = Math.fround(1 / Math.fround(1 - Math.fround(rate)));
  return Float32Array.from({ length }, (_, element) =>
    scramble(scramble(element) ^ key) >>> 0 >= threshold ? kept : 0,
  );
}

/** A bijection of 32 bits that avalanches well (the lowbias32 constants of Wellons 2018). */
function scramble(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
