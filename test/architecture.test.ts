import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';

const src = join(root, 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .sort();
/** AssemblyScript: another language, with a math library of its own. */
const kernels = 'engines/wasm/kernels/';
const typescript = files.filter((file) => !file.startsWith(kernels));
const textOf = (file: string) => readFileSync(join(src, file), 'utf8');

/** Layers from the bottom up; a folder may import from its own layer and those below. */
const layers = [
  [
    ...['errors.ts', 'random.ts', 'options.ts', 'registry.ts', 'nearest.ts', 'elementary.ts'],
    ...['message.ts', 'system-error.ts', 'visible-text.ts'],
  ],
  ['shell-word.ts', 'regression', 'data', 'normalizers', 'networks', 'metrics', 'render'],
  ['engines', 'training', 'models'],
  ['evaluation', 'store', 'interchange', 'insight'],
  ['workflows', 'pretraining', 'tables', 'charts'],
  ['cli', 'commands', 'library', 'danfo', 'index.ts'],
];
const places = new Map(layers.flatMap((layer, i) => layer.map((name) => [name, i] as const)));
const layerOf = (file: string) => places.get(file.split('/')[0] ?? '');

interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** Imports and re-exports of other source files; `import()` counts as an import. */
function importsOf(file: string): Arrow[] {
  const statements = textOf(file).matchAll(
    /(?:^|\n)(?:import|export) (?:type )?[^;'"]*?from '(\.[^']+)'|import\('(\.[^']+)'\)|(?:^|\n)import '(\.[^']+)'/g,
  );
  return [...statements].map(([, from, dynamic, bare]) => {
    const path = resolve(src, dirname(file), from ?? dynamic ?? bare ?? '');
    const to = relative(src, path).replace(/\.js$/, '.ts');
    return { from: file, to };
  });
}

/** Each circle of arrows once, as the places it passes. */
function circlesOf(arrows: readonly Arrow[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of arrows) edges.set(from, (edges.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (place: string, path: readonly string[]): void => {
    if (path.includes(place)) circles.push([...path.slice(path.indexOf(place)), place].join(' → '));
    if (done.has(place) || path.includes(place)) return;
    for (const next of edges.get(place) ?? []) visit(next, [...path, place]);
    done.add(place);
  };
  for (const place of edges.keys()) visit(place, []);
  return circles;
}

const packagesOf = (file: string) =>
  [...textOf(file).matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g)].map(([, name]) => name!);

/** Text without comments and strings, where words are code. */
const codeOf = (file: string) =>
  textOf(file)
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/'(?:[^'\\\n]|\\.)*'/g, "''")
    .replaceAll(/(^|\s)\/\/.*$/gm, '$1');

const inside =
  (...folders: string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(`${folder}/`));
const offenders = (candidates: readonly string[], pattern: RegExp) =>
  candidates.filter((file) => pattern.test(codeOf(file)));

describe('the house as docs/architecture.md tells it', () => {
  it('every file lies in a layer', () => {
    expect(files.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });

  it('imports point one way', () => {
    const upwards = typescript
      .flatMap(importsOf)
      .filter(({ from, to }) => layerOf(to) === undefined || layerOf(to)! > (layerOf(from) ?? -1));
    expect(upwards.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('what is imported is there', () => {
    const known = new Set(files);
    const built = /\.(cjs|d\.ts)$/;
    const dangling = typescript.flatMap(importsOf).filter(({ to }) => !known.has(to));
    expect(dangling.filter(({ to }) => !built.test(to))).toEqual([]);
  });

  it('no two files import each other in a circle, types included', () => {
    expect(circlesOf(typescript.flatMap(importsOf))).toEqual([]);
  });

  it.each([1, 2, 3])('no circle of folders, seen %i deep', (depth) => {
    const folder = (file: string) => file.split('/').slice(0, -1).slice(0, depth).join('/') || file;
    // A folder's files tell its story with what lies in the rooms below it: these two are one place.
    const nested = (a: string, b: string) =>
      `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
    const arrows = typescript
      .flatMap(importsOf)
      .map(({ from, to }) => ({ from: folder(from), to: folder(to) }))
      .filter(({ from, to }) => !nested(from, to));
    expect(circlesOf(arrows)).toEqual([]);
  });

  it("only the engines' registry knows the inside of an engine", () => {
    const engine = /^engines\/[^/]+\//;
    const peeping = typescript
      .flatMap(importsOf)
      .filter(({ from, to }) => engine.test(to) && engine.exec(from)?.[0] !== engine.exec(to)?.[0])
      .filter(({ from }) => from !== 'engines/index.ts');
    expect(peeping.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('no folder holds more than 25 files of its own, and store/ 30', () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    const full = [...counts].filter(([folder, count]) => count > (folder === 'store' ? 32 : 25));
    expect(full).toEqual([]);
  });

  it('data/ tells its story in six files, and everything else has a room', () => {
    const loose = files.filter((file) => /^data\/[^/]+$/.test(file)).map((file) => file.slice(5));
    expect(loose).toEqual([
      ...['inspection.ts', 'limits.ts', 'read-panel.ts'],
      ...['reading.ts', 'understand.ts', 'understanding.ts'],
    ]);
  });

  it('only cli and commands know oclif and colour', () => {
    const elsewhere = typescript.filter((file) => !inside('cli', 'commands')(file));
    const knowing = elsewhere.filter((file) =>
      packagesOf(file).some((name) => name.startsWith('@oclif/') || name === 'chalk'),
    );
    expect(knowing).toEqual([]);
  });

  it('only cli and commands print or end the process', () => {
    const elsewhere = typescript.filter((file) => !inside('cli', 'commands')(file));
    const talk = /\bprocess\.(stdout|stderr|stdin|exit|argv|exitCode)\b|\bconsole\./;
    expect(offenders(elsewhere, talk)).toEqual([]);
  });

  it('only reading, the store and the command line touch the file system', () => {
    // What opens input, the kernels beside the engine, the weights beside their model, and the version.
    const allowed = [
      ...['data/bytes/source.ts', 'data/bytes/expand-files.ts', 'data/holidays/holidays.ts'],
      ...['engines/wasm/module.ts', 'models/pretrained/load-weights.ts', 'library/version.ts'],
    ];
    const elsewhere = typescript.filter(
      (file) => !inside('store', 'cli', 'commands')(file) && !allowed.includes(file),
    );
    const touching = elsewhere.filter((file) =>
      packagesOf(file).some((name) => /^(node:)?fs(\/promises)?$/.test(name)),
    );
    expect(touching).toEqual([]);
  });

  it('weights and forecasts use no function whose last digits differ between builds', () => {
    const numeric = typescript.filter(
      inside('normalizers', 'networks', 'engines', 'training', 'models'),
    );
    const inexact = /\bMath\.(exp|expm1|log|log2|log10|log1p|sin|cos|tan|tanh|pow|cbrt|hypot)\b/;
    expect(offenders(numeric, inexact)).toEqual([]);
  });

  it('randomness comes from random.ts alone', () => {
    expect(offenders(typescript, /\bMath\.random\b|\brandom(Bytes|UUID)\b/)).toEqual([]);
  });

  it('there is no clock below the workflows', () => {
    // A worker is handed its job as data, so it makes the clock that its caller would have passed.
    const below = typescript.filter(
      (file) => layerOf(file)! < places.get('workflows')! && !file.endsWith('-worker.ts'),
    );
    expect(
      offenders(below, /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bhrtime\b/),
    ).toEqual([]);
  });

  it('a folder has an index.ts only where it is a registry', () => {
    const indices = files.filter((file) => /\/index\.ts$/.test(file));
    expect(indices.length).toBeGreaterThan(5);
    const others = indices.filter(
      (file) => !/createRegistry|: Registry|Record<|_KINDS|[cC]ells/.test(textOf(file)),
    );
    expect(others).toEqual([]);
  });

  it('no file has more than 250 lines, and half have fewer than 80', () => {
    const lengths = typescript.map((file) => textOf(file).split('\n').length - 1);
    const long = typescript.filter((_, i) => lengths[i]! > 250);
    expect(long).toEqual([]);
    expect([...lengths].sort((a, b) => a - b)[lengths.length >> 1]).toBeLessThan(80);
  });

  it('nothing is exported that no other file names', () => {
    const named = new Map<string, number>();
    const all = [src, join(root, 'test'), join(root, 'bin')].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[jt]s$/.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8')),
    );
    for (const text of all) {
      for (const word of new Set(text.match(/\w+/g))) named.set(word, (named.get(word) ?? 0) + 1);
    }
    const dead = typescript.flatMap((file) =>
      [...textOf(file).matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)]
        .filter(([, name]) => named.get(name!)! < 2)
        .map(([, name]) => `${file}: ${name}`),
    );
    expect(dead).toEqual([]);
  });

  it('no drawer of odds and ends', () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|types)(\.ts$|\/)/;
    expect(files.filter((file) => drawers.test(file))).toEqual([]);
  });

  it('no any, no silenced compiler', () => {
    expect(offenders(typescript, /:\s*any\b|\bas any\b|<any>/)).toEqual([]);
    expect(
      typescript.filter((file) =>
        /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(textOf(file)),
      ),
    ).toEqual([]);
  });
});
