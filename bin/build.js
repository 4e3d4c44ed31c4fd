#!/usr/bin/env node
// Builds dist/: TypeScript to JavaScript, AssemblyScript to dist/kernels.wasm, then oclif.manifest.json.
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tool = (path) => fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url));
const run = (script, ...args) =>
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });

if (process.argv.includes('--clean')) {
  rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
}
run(tool('typescript/bin/tsc'), '-p', 'tsconfig.build.json');
if (existsSync(new URL('../src/engines/wasm/kernels/asconfig.json', import.meta.url))) {
  run(
    tool('assemblyscript/bin/asc.js'),
    '--config',
    'src/engines/wasm/kernels/asconfig.json',
    '--target',
    'release',
  );
}
