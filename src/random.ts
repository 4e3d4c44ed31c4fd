/**
 * The seeded generator, the only source of randomness in gatecast: sfc32 (Chris Doty-Humphrey's
 * Small Fast Counting generator, PractRand), 128 bits of state, integer arithmetic only, so the
 * same seed gives the same numbers on every machine.
 */
export interface Random {
  /** A 32-bit unsigned integer. */
  next(): number;
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** An integer in [0, bound). */
  integer(bound: number): number;
  /** Shuffles in place (Fisher-Yates) and returns the same array. */
  shuffle<T extends Int32Array | Uint32Array | unknown[]>(items: T): T;
  /** An independent generator for a named purpose; does not advance this one. */
  fork(label: string): Random;
}

/** A generator for `seed` (any finite number; its 53 integer bits count). */
export function createRandom(seed: number): Random {
  return fromState(Math.trunc(seed) >>> 0, Math.trunc(seed / 4294967296) >>> 0, 0x9e3779b9);
}

function fromState(seedLow: number, seedHigh: number, stream: number): Random {
  let a = seedLow;
  let b = seedHigh;
  let c = stream | 0;
  let counter = 1;

  function next(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  for (let i = 0; i < 15; i++) next();

  function integer(bound: number): number {
    // Rejection keeps the draw unbiased: the tail that does not divide evenly is thrown away.
    const limit = 4294967296 - (4294967296 % bound);
    let draw = next();
    while (draw >= limit) draw = next();
    return draw % bound;
  }

  return {
    next,
    uniform: () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992,
    integer,
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const held = items[i]!;
        items[i] = items[j]!;
        items[j] = held;
      }
      return items;
    },
    fork: (label) => fromState(seedLow, seedHigh, (stream ^ hash(label)) | 0),
  };
}

/** FNV-1a over UTF-16 code units, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
