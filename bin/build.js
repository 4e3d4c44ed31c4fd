#!/usr/bin/env node
// Builds dist/ (TypeScript to JavaScript, AssemblyScript to WebAssembly, bundles) and oclif.manifest.json,
// unless they are of these sources already. All of it is made in a folder beside and moved into place in the
// end, so that a build that is interrupted leaves the one before it whole.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleCode } from './bundle-code.js';
import { bundleReportPage } from './bundle-report-page.js';
import { copyAssets } from './copy-assets.js';
import { fingerprint } from './fingerprint.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(root, path);
const stage = at(`.build-${process.pid}`);
const dist = join(stage, 'dist');

const sources = fingerprint(root);
const stamp = at('dist/fingerprint');
const needed = ['dist/bundle/cli/start.js', 'dist/fingerprint', 'oclif.manifest.json'].map(at);
const upToDate = needed.every(existsSync) && readFileSync(stamp, 'utf8') === sources;
if (!upToDate || process.argv.includes('--force')) await build();

async function build() {
  const run = (script, ...args) =>
    execFileSync(process.execPath, [at(`node_modules/${script}`), ...args], {
      cwd: root,
      stdio: 'inherit',
    });

  process.stderr.write('building gatecast …\n');
  try {
    mkdirSync(dist, { recursive: true });
    run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', dist);
    const kernels = 'src/engines/wasm/kernels/asconfig.json';
    const outFile = join(dist, 'kernels.wasm');
    run(
      'assemblyscript/bin/asc.js',
      '--config',
      kernels,
      '--target',
      'release',
      '--outFile',
      outFile,
    );
    copyAssets(root, dist);
    await bundleReportPage(dist);
    await bundleCode(root, dist);
    writeFileSync(join(dist, 'fingerprint'), sources);

    const { Plugin } = await import('@oclif/core');
    copyFileSync(at('package.json'), join(stage, 'package.json'));
    const plugin = new Plugin({ root: stage, ignoreManifest: true, errorOnManifestCreate: true });
    await plugin.load();
    const manifest = join(stage, 'oclif.manifest.json');
    writeFileSync(manifest, `${JSON.stringify(plugin.manifest, null, 1)}\n`);

    // The fingerprint arrives last: what stops between these lines is built again.
    renameSync(manifest, at('oclif.manifest.json'));
    if (existsSync(at('dist'))) renameSync(at('dist'), join(stage, 'before'));
    renameSync(dist, at('dist'));
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
  // What earlier builds left that were killed.
  for (const name of readdirSync(root).filter((each) => /^\.build-\d+$/.test(each))) {
    if (!isRunning(Number(name.slice('.build-'.length)))) {
      rmSync(at(name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch ({ code }) {
    return code === 'EPERM';
  }
}
