import type { Random } from '../../src/random.js';

/** Bytes and texts that have broken CSV readers before. */
const hostile = [
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\ufeff',
  '\u2028',
  '\\',
  '\\"',
  '""',
  '#',
  '=',
  '@',
  '\u001b[31m',
  'NaN',
  'Infinity',
  '-inf',
  '1e999',
  '-999',
  '__proto__',
  'constructor',
  '0x10',
  '1e-400',
  '9'.repeat(40),
  'x'.repeat(5000),
  '2024-02-30',
  '31/12/9999',
  '0000-00-00',
  '24:00',
  '25:61',
  '１２３',
  '٣',
  '\ud800',
  'sep=;\n',
  'NA',
  '%',
  '(',
  ')',
  '$',
];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const spliced = (bytes: Buffer, at: number, remove: number, insert: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);

const mutations: readonly Mutation[] = [
  (bytes, random) =>
    spliced(
      bytes,
      random.integer(bytes.length + 1),
      0,
      Buffer.from(hostile[random.integer(hostile.length)]!),
    ),
  (bytes, random) =>
    spliced(bytes, random.integer(bytes.length + 1), random.integer(20), Buffer.alloc(0)),
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[random.integer(copy.length)] = random.integer(256);
    return copy;
  },
  (bytes, random) => bytes.subarray(0, random.integer(bytes.length + 1)),
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    return Buffer.from(random.shuffle(lines).join('\n'), 'latin1');
  },
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    lines.splice(random.integer(lines.length), 0, lines[random.integer(lines.length)]!);
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  (bytes, random) => {
    const [from, to] = [hostile[random.integer(8)]!, hostile[random.integer(hostile.length)]!];
    return Buffer.from(bytes.toString('latin1').replaceAll(from, to).slice(0, 200_000), 'latin1');
  },
];

/** One to six mutations of a file, the same for the same generator. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let left = 1 + random.integer(6); left > 0; left--) {
    mutated = mutations[random.integer(mutations.length)]!(mutated, random);
  }
  return mutated;
}
