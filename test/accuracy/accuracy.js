#!/usr/bin/env node
// Repeats the figures of docs/accuracy.md: those on the fixtures, and with --data DIR those on the public
// sets that are there, and what intervals held by level, panel size and frequency. --only NAME picks one
// (repeatable; "coverage" is that table), --threads N is passed on.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases } from './cases.js';
import { printCoverage } from './coverage.js';

const bin = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    only: { type: 'string', multiple: true },
    threads: { type: 'string', default: '2' },
  },
});

/** Path of a set's file or folder: straight below --data, or one folder down. */
const placeOf = ({ data }) => {
  if (data === null || values.data === undefined) return null;
  const folders = readdirSync(values.data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(values.data, name));
  return [values.data, ...folders].map((each) => join(each, data)).find(existsSync) ?? null;
};
const available = (each) => each.data === null || placeOf(each) !== null;
const wanted = cases.filter(({ name }) => values.only?.includes(name) ?? true);
const scratch = mkdtempSync(join(tmpdir(), 'gatecast-accuracy-'));

console.log('| case | result | seconds |\n|---|---|---|');
try {
  for (const each of wanted.filter(available)) {
    const args = each.args(placeOf(each), scratch).map(String);
    const started = performance.now();
    const document = backtest(args);
    const seconds = Math.round((performance.now() - started) / 1000);
    console.log(`| ${each.name} | ${each.figure(document)} | ${seconds} |`);
  }
  if (values.data !== undefined && (values.only?.includes('coverage') ?? true)) {
    printCoverage(placeOf, scratch, backtest);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
for (const { name, data } of wanted.filter((each) => !available(each))) {
  console.error(`left out: ${name} needs ${data} below --data DIR`);
}

function backtest(args) {
  const run = spawnSync(
    process.execPath,
    [bin, 'backtest', ...args, '--seed', '1', '--threads', values.threads, '--json'],
    { maxBuffer: 2 ** 28, encoding: 'utf8' },
  );
  const document = JSON.parse(run.stdout);
  if (run.status !== 0 && run.status !== 3) throw new Error(JSON.stringify(document.error));
  return document;
}
