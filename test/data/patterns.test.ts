import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { transformSync } from 'esbuild';
import { parseAst } from 'vite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { root } from '../cli/gatecast.js';

const SOURCE = join(root, 'src/data');

/** One letter of each kind that patterns tell apart, and pairs that alternate. */
const UNITS = [
  ...['0', 'a', 'A', '北', ' ', '\n', '\ue001', '.', ',', ';', ':', '-', '/', '"', "'", '(', '['],
  ...['<', '_', '+', '%', '$', '=', '#', '\\', '0.', '0 ', 'a ', 'a.', 'a1', ', ', '0:', '{"'],
];
const HEADS = ['', 'x'];
const TAILS = ['', '\u0001'];
/** Doubling shows what grows too fast before it takes long. */
const LENGTHS = [64, 1024, 20_000];
/** A pattern that grows with the length takes one or two; one that grows with its square 1000 and more. */
const MOST_MS = 200;

/** Every literal of the sources, and every pattern that they put together while they are loaded and read. */
const patterns = new Map<string, RegExp>();
const keep = (place: string, pattern: RegExp) =>
  patterns.set(`${pattern}`, patterns.get(`${pattern}`) ?? Object.assign(pattern, { place }));

const placeOf = (pattern: RegExp): string => Reflect.get(pattern, 'place');

interface Node {
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

function literalsOf(node: unknown, found: RegExp[] = []): RegExp[] {
  if (typeof node !== 'object' || node === null) return found;
  const { regex } = node as Node;
  if (regex) found.push(new RegExp(regex.pattern, regex.flags));
  for (const child of Object.values(node)) literalsOf(child, found);
  return found;
}

for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts')) continue;
  const { code } = transformSync(readFileSync(join(SOURCE, file), 'utf8'), { loader: 'ts' });
  for (const pattern of literalsOf(parseAst(code))) keep(file, pattern);
}

// The sources are loaded anew, so that what they put together passes by here.
vi.resetModules();
const RealRegExp = RegExp;
globalThis.RegExp = new Proxy(RealRegExp, {
  construct(target, args: ConstructorParameters<typeof RegExp>, newTarget) {
    const pattern: RegExp = Reflect.construct(target, args, newTarget);
    keep('put together', new RealRegExp(pattern));
    return pattern;
  },
});
const { inspectFiles } = await import('../../src/data/read-panel.js');
const table = Array.from({ length: 40 }, (_, i) => `2024-01-${1 + (i % 28)} 0${i % 9}:00,${i},x`);
await inspectFiles(['-'], {
  stdin: Readable.from([Buffer.from(`when,value,note "\\"\n${table.join('\n')}\n`)]),
  dateFormat: 'yyyy-MM-d HH:mm',
  duplicates: 'mean',
}).catch(() => {});
globalThis.RegExp = RealRegExp;

/** Processor time of one search through a text, the least of a few tries. */
function msOf(pattern: RegExp, text: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least > MOST_MS; tries++) {
    const start = process.cpuUsage();
    pattern.lastIndex = 0;
    if (pattern.global) text.replace(pattern, '');
    else pattern.exec(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** A text that the pattern takes too long for, or null. */
function slowTextOf(pattern: RegExp): string | null {
  for (const unit of UNITS) {
    for (const head of HEADS) {
      for (const tail of TAILS) {
        for (const length of LENGTHS) {
          const text = head + unit.repeat(length / unit.length) + tail;
          const ms = msOf(pattern, text);
          if (ms > MOST_MS)
            return `${JSON.stringify(`${head}${unit}…${tail}`)} × ${length}: ${Math.round(ms)} ms`;
        }
      }
    }
  }
  return null;
}

describe('every pattern of the reading', () => {
  afterAll(() => {
    globalThis.RegExp = RealRegExp;
  });

  it('is known to this test', () => {
    expect(patterns.size).toBeGreaterThan(150);
    expect([...patterns.keys()].some((pattern) => pattern.includes('(?<factor>'))).toBe(true);
  });

  const places = [...new Set([...patterns.values()].map(placeOf))];
  it.each(places)(
    'of %s takes no longer than in proportion on 20,000 of any character',
    (place) => {
      const slow = [...patterns.values()].flatMap((pattern) => {
        const text = placeOf(pattern) === place ? slowTextOf(pattern) : null;
        return text === null ? [] : [`${pattern} on ${text}`];
      });
      expect(slow).toEqual([]);
    },
  );
});
