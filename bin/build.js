#!/usr/bin/env node
// Builds dist/ (TypeScript to JavaScript, AssemblyScript to dist/kernels.wasm) and oclif.manifest.json.
// With --clean, dist/ is emptied first.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleCommands } from './bundle-commands.js';
import { bundleReportPage } from './bundle-report-page.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const run = (script, ...args) =>
  execFileSync(process.execPath, [at(`node_modules/${script}`), ...args], {
    cwd: root,
    stdio: 'inherit',
  });

if (process.argv.includes('--clean')) rmSync(at('dist'), { recursive: true, force: true });
rmSync(at('oclif.manifest.json'), { force: true });

run('typescript/bin/tsc', '-p', 'tsconfig.build.json');
const kernels = 'src/engines/wasm/kernels/asconfig.json';
run('assemblyscript/bin/asc.js', '--config', kernels, '--target', 'release');
await bundleReportPage();
await bundleCommands();

const { Plugin } = await import('@oclif/core');
const plugin = new Plugin({ root, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
writeFileSync(at('oclif.manifest.json'), `${JSON.stringify(plugin.manifest, null, 1)}\n`);
