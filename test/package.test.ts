import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';
import { temporaryFolder } from './cli/samples.js';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  /** Of a development dependency and of an optional peer: users get it only if they ask for it. */
  readonly devOptional?: boolean;
  readonly peer?: boolean;
  readonly hasInstallScript?: boolean;
}

const lock: { readonly packages: Readonly<Record<string, LockedPackage>> } = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
);
/** What `npm install gatecast` brings along. */
const runtime = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional, peer }]) => path !== '' && !dev && !devOptional && !peer,
);

/** They ask to be named; MPL-2.0 asks for the source of its own files too, which npm has. */
const LICENCES = [
  ...['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'],
  ...['OFL-1.1', 'MPL-2.0'],
];
const OF_TOOLS = ['Unlicense', 'PSF-2.0', 'CC0-1.0', 'CC-BY-3.0'];

/** Whether an SPDX expression can be met by licences of a list. */
const allowed = (expression: string, list: readonly string[]): boolean =>
  expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((each) => list.includes(each)));

describe('every package of the lock file', () => {
  const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

  it('has the checksum of the registry, those of other platforms too', () => {
    const without = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('has a licence that is on the list', () => {
    const refused = locked.filter(([path, { license }]) => {
      const list = runtime.some(([name]) => name === path) ? LICENCES : [...LICENCES, ...OF_TOOLS];
      return !allowed(license ?? licenceFileOf(path), list);
    });
    expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });
});

/** Of a package that declares none. */
function licenceFileOf(path: string): string {
  const text = readFileSync(join(root, path, 'LICENSE'), 'utf8');
  return /^(The )?MIT License/m.test(text) ? 'MIT' : 'unknown';
}

describe('the page of dependencies', () => {
  const manifest: Readonly<Record<string, Readonly<Record<string, string>>>> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const page = readFileSync(join(root, 'docs/decisions/dependencies.md'), 'utf8');
  const { dependencies, devDependencies, peerDependencies } = manifest;
  const declared = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });

  it('has a reason for every package that is declared', () => {
    expect(declared.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('has no row for one that is not', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...row.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !declared.includes(name))).toEqual([]);
  });
});

describe('the dependencies that users install', () => {
  it('there are some, and each is pinned by its checksum', () => {
    expect(runtime.length).toBeGreaterThan(10);
    for (const [path, { integrity }] of runtime) expect(integrity, path).toMatch(/^sha512-/);
  });

  it('none runs a script at installation', () => {
    expect(runtime.filter(([, entry]) => entry.hasInstallScript === true)).toEqual([]);
  });

  it('each comes from the registry, none from a URL or a repository', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    for (const [name, range] of Object.entries<string>(manifest.dependencies)) {
      expect(range, name).toMatch(/^[\^~]?\d/);
    }
    // Without a `resolved`, npm asks the registry for the name and the version.
    for (const [path, { version, resolved = 'https://registry/a.tgz' }] of runtime) {
      expect(version, path).toMatch(/^\d+\.\d+\.\d+/);
      expect(resolved, path).toMatch(/^https:\/\/[^/]*registry[^/]*\/.*\.tgz$/);
    }
  });
});

/** Packages beside gatecast: nearly all are what oclif's core is made of. */
const MOST = 45;

/** Of all files below a folder, links not followed; 0 for one that is of another platform and not there. */
function bytesOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size,
      0,
    );
}

/** Packs the project as it is built now and unpacks it into an empty folder. */
function unpacked(): string {
  const folder = temporaryFolder();
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  execFileSync('npm', pack, { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(folder, tarball ?? ''), '-C', folder]);
  return join(folder, 'package');
}

/** Links what `npm install` would install beside an unpacked package. */
function linkRuntime(packageFolder: string): void {
  for (const [path] of runtime) {
    const nested = path.lastIndexOf('/node_modules/') > 0;
    // Optional packages of other platforms are locked but not there; nested ones come with their parent.
    if (nested || !existsSync(join(root, path))) continue;
    const link = join(packageFolder, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, path), link);
  }
}

describe('the packed package', () => {
  const folder = unpacked();
  linkRuntime(folder);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.startsWith('node_modules'));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'bin/run.js'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    });

  it.each([
    ...['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'oclif.manifest.json'],
    ...['bin/run.js', 'dist/bundle/library/index.js', 'dist/index.d.ts', 'dist/kernels.wasm'],
    ...['dist/bundle/NOTICES.txt', 'dist/fonts/OFL.txt'],
  ])('has %s', (file) => {
    expect(files).toContain(file);
  });

  it('weighs at most 35 MB with all that npm installs beside it', () => {
    const bytes = [folder, ...runtime.map(([path]) => join(root, path))].map(bytesOf);
    expect(bytes.reduce((sum, size) => sum + size) / 1e6).toBeLessThan(35);
    expect(runtime.filter(([path]) => existsSync(join(root, path))).length).toBeLessThan(MOST);
  });

  it('runs no script of its own at installation', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
      expect(Object.keys(scripts)).not.toContain(name);
    }
  });

  it('names the licence of every package that it holds a part of', () => {
    const notices = readFileSync(join(folder, 'dist/bundle/NOTICES.txt'), 'utf8');
    for (const name of ['echarts', 'zod', 'yaml', 'csv-parse', '@oclif/core', 'date-holidays']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('holds what is on this list and nothing else', () => {
    const kindOf = (file: string) =>
      file
        .replace(/^dist\/(?!bundle).*\.d\.ts$/, 'dist/**/*.d.ts')
        .replace(/^dist\/bundle\/(chunks|commands)\/.*\.js$/, 'dist/bundle/$1/*.js')
        .replace(/^dist\/bundle\/workers\/.*worker\.js$/, 'dist/bundle/workers/*worker.js');
    expect([...new Set(files.map(kindOf))].sort()).toEqual([
      ...['CHANGELOG.md', 'LICENSE', 'README.md', 'README.zh-CN.md', 'bin/run.js'],
      ...['dist/**/*.d.ts', 'dist/bundle/NOTICES.txt'],
      ...[
        'dist/bundle/chunks/*.js',
        'dist/bundle/cli/help.js',
        'dist/bundle/cli/start.js',
        'dist/bundle/cli/unknown-command.js',
      ],
      ...['dist/bundle/commands/*.js', 'dist/bundle/library/danfo.js'],
      ...['dist/bundle/library/index.js', 'dist/bundle/workers/*worker.js'],
      ...['dist/demo/stocks.csv', 'dist/demo/weather.csv', 'dist/fonts/OFL.txt'],
      ...['dist/fonts/OpenSans-Regular.ttf', 'dist/fonts/OpenSans-SemiBold.ttf'],
      ...['dist/kernels.wasm', 'dist/models/pretrained/weights.bin', 'dist/render/page/bundle.cjs'],
      ...['oclif.manifest.json', 'package.json'],
    ]);
  });

  it('has each module once, in the bundle', () => {
    const loose = files.filter((file) => file.endsWith('.js') && !file.startsWith('dist/bundle/'));
    expect(loose).toEqual(['bin/run.js']);
  });

  it('has no tests, fixtures or sources', () => {
    const folders = new Set(files.map((file) => file.split('/')[0]));
    for (const name of ['test', 'fixtures', 'src', 'docs', '.ci']) {
      expect([...folders]).not.toContain(name);
    }
  });

  it('runs, and forecasts with a network, from an empty folder with nothing else', () => {
    expect(run('--version').stdout).toMatch(/^gatecast\/\d/);
    const file = join(root, 'fixtures/seattle-weather.csv');
    const flags = [
      '--target',
      'temp_max',
      '--horizon',
      '3',
      '--model',
      'gru',
      '--epochs',
      '1',
      '--windows',
      '2',
    ];
    const { stdout, stderr, status } = run('forecast', file, ...flags);
    expect(stderr).not.toMatch(/^(error|bug):/m);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toBe('date,forecast,lo_80,hi_80,lo_95,hi_95');
    expect(stdout.trimEnd().split('\n')).toHaveLength(4);
  });

  it('completes, inspects, and draws PNG and HTML without the development dependencies', () => {
    expect(run('autocomplete', 'bash').status).toBe(0);
    const file = join(root, 'fixtures/sp500-2000.csv');
    for (const chart of ['chart.png', 'chart.svg', 'report.html']) {
      const { stderr, status } = run('inspect', file, '--target', 'close', '--chart-file', chart);
      expect(stderr).not.toMatch(/^(error|bug):/m);
      expect(status).toBe(0);
      expect(readdirSync(folder)).toContain(chart);
    }
  });
});
