import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';
import { temporaryFolder } from './cli/samples.js';

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Code blocks of a language that begin with the path of their file. */
function blocks(language: string): { readonly path: string; readonly body: string }[] {
  const found = page.matchAll(
    new RegExp(`\`\`\`${language}\\n// (\\S+)\\n([\\s\\S]*?)\`\`\``, 'g'),
  );
  return [...found].map(([, path = '', body = '']) => ({ path, body }));
}

/** The project with what the page says carried out. */
function changedProject(): string {
  const folder = temporaryFolder();
  for (const name of ['src', 'test', 'vitest.config.ts', 'tsconfig.json', 'package.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['node_modules', 'dist', 'fixtures', 'docs']) {
    symlinkSync(join(root, name), join(folder, name));
  }
  for (const { path, body } of blocks('ts')) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  for (const { path, body } of blocks('diff')) {
    const added = body
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(1));
    const imports = added.filter((line) => line.startsWith('import '));
    const entries = added.filter((line) => !line.startsWith('import '));
    const before = readFileSync(join(folder, path), 'utf8');
    const after = before.replace(/\n\]\);\n$/, `\n${entries.join('\n')}\n]);\n`);
    expect(after).not.toBe(before);
    writeFileSync(join(folder, path), `${imports.join('\n')}\n${after}`);
  }
  return folder;
}

describe('CONTRIBUTING.md, carried out', () => {
  const folder = changedProject();
  const run = (script: string, ...args: string[]) => {
    const path = join(root, 'node_modules', script);
    const { stdout, stderr, status } = spawnSync(process.execPath, [path, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', HOME: folder },
    });
    return { output: stdout + stderr, status };
  };
  const passed = (output: string) => Number(/Tests\s+(\d+) passed/.exec(output)?.[1] ?? 0);

  it('shows a model and a metric, each with its line in the registry', () => {
    expect(blocks('ts').map(({ path }) => dirname(path))).toEqual(['src/models', 'src/metrics']);
    expect(blocks('diff')).toHaveLength(2);
  });

  it('the model of the page passes the contract of all models', () => {
    const args = ['run', 'test/models/contract.test.ts', '-t', 'seasonal-mean'];
    const { output, status } = run('vitest/vitest.mjs', ...args);
    expect(status, output).toBe(0);
    expect(passed(output)).toBeGreaterThan(5);
  }, 120_000);

  it('the metric of the page passes the tests of all metrics', () => {
    const { output, status } = run('vitest/vitest.mjs', 'run', 'test/metrics/metrics.test.ts');
    expect(status, output).toBe(0);
    expect(passed(output)).toBeGreaterThan(5);
  }, 120_000);

  it('the code of the page satisfies the compiler and the formatter', () => {
    const changed = [...blocks('ts')].map(({ path }) => path);
    writeFileSync(
      join(folder, 'tsconfig.page.json'),
      JSON.stringify({ extends: './tsconfig.json', include: [], files: changed }),
    );
    const compiled = run('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.page.json');
    expect(compiled.status, compiled.output).toBe(0);
  }, 120_000);
});
