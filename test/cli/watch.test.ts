import { spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bin, gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

describe('--watch', () => {
  it('runs again when the file is replaced, also behind a --, and ends with Ctrl-C', async () => {
    const folder = temporaryFolder();
    put(folder, 'data.csv', daily(40, wave));
    const child = spawn(
      process.execPath,
      [bin, 'forecast', '--model', 'naive', '--horizon', '2', '--watch', '--', 'data.csv'],
      { cwd: folder, env: { PATH: process.env.PATH ?? '' }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let rounds = 0;
    let errors = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
      for (const _ of text.matchAll(/watching data\.csv for changes/g)) {
        rounds += 1;
        if (rounds === 1) {
          writeFileSync(join(folder, 'new.csv'), daily(45, wave));
          renameSync(join(folder, 'new.csv'), join(folder, 'data.csv'));
        } else child.kill('SIGINT');
      }
    });
    const exitCode = await new Promise((resolve) => child.on('close', resolve));
    expect(exitCode, errors).toBe(130);
    expect(errors).toContain('data.csv: 40 rows');
    expect(errors).toContain('data.csv: 45 rows');
    expect(output.match(/^date,forecast/gm)).toHaveLength(2);
  });

  it('is refused where no file can change', () => {
    const { stderr, exitCode } = gatecast(['forecast', 'demo:weather', '--watch']);
    expect(stderr).toContain('error: --watch needs a file that can change');
    expect(exitCode).toBe(2);
  });
});
