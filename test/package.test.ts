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
const MOST = 55;

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
    const flags = ['--target', 'temp_max', '--horizon', '3', '--epochs', '1', '--windows', '2'];
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
