import * as crypto from 'node:crypto';
import { createHash } from 'node:crypto';

/** A part of a panel's series: those whose id falls to `index` of `count`. */
export interface Shard {
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/** Hexadecimal digits of the hash that are looked at: 48 bits, which a double and SQL hold exactly. */
export const HASH_DIGITS = 12;

/** Hashing in one call came with Node 20.12. */
const atOnce: unknown = Reflect.get(crypto, 'hash');
const sha256 = (text: string): string =>
  typeof atOnce === 'function'
    ? (crypto.hash('sha256', text, 'hex') as string)
    : createHash('sha256').update(text).digest('hex');

/**
 * A number that an id has on every machine and in every version: the first 12 hexadecimal digits of the
 * SHA-256 of its UTF-8 text, from 0 to 2^48 - 1.
 */
export const idHash = (id: string): number => Number.parseInt(sha256(id).slice(0, HASH_DIGITS), 16);

/** Whether a series is in a shard: the hash of its id, modulo the number of shards, counts from 0. */
export const isInShard = (id: string, { index, count }: Shard): boolean =>
  idHash(id) % count === index - 1;

/** Positions of the series that a run is to give results for; all of them without a shard. */
export function positionsIn(
  series: readonly { readonly id: string }[],
  shard: Shard | undefined,
): number[] {
  const all = [...series.keys()];
  return shard === undefined ? all : all.filter((s) => isInShard(series[s]!.id, shard));
}
