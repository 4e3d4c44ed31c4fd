import { spawn } from 'node:child_process';
import { bin, type Run } from './gatecast.js';

/** Runs a line in a POSIX shell that knows `gatecast` as an installed command. */
export function runInShell(line: string, cwd: string): Promise<Run> {
  const install = `gatecast() { '${process.execPath}' '${bin}' "$@"; }`;
  const child = spawn('sh', ['-c', `${install}; ${line}`], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
}
