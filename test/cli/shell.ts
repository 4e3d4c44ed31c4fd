import { spawnSync } from 'node:child_process';
import { bin, type Run } from './gatecast.js';

/** Runs a line in a POSIX shell that knows `gatecast` as an installed command. */
export function runInShell(line: string, cwd: string): Run {
  const install = `gatecast() { '${process.execPath}' '${bin}' "$@"; }`;
  const { stdout, stderr, status } = spawnSync('sh', ['-c', `${install}; ${line}`], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { stdout, stderr, exitCode: status };
}
