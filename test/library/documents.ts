import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program in a guide and what the guide says that it prints. */
export interface Example {
  readonly program: string;
  readonly prints: string;
}

/** The examples of a guide: each fenced js block that a text block follows. */
export async function examplesOf(guide: string): Promise<Example[]> {
  const text = await readFile(join(root, guide), 'utf8');
  const pairs = text.matchAll(/```js\n([^`]*(?:`[^`]+`[^`]*)*?)```\n\n```text\n([^`]*)```/g);
  return Array.from(pairs, ([, program, prints]) => ({ program: program!, prints: prints! }));
}

/** Runs a program in a project of its own that has gatecast among its packages; returns what it prints. */
export async function runProgram(program: string): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'gatecast-library-'));
  try {
    const packages = join(project, 'node_modules');
    await mkdir(packages);
    await symlink(root, join(packages, 'gatecast'), 'junction');
    await symlink(
      join(root, 'node_modules/danfojs-node'),
      join(packages, 'danfojs-node'),
      'junction',
    );
    const file = join(project, 'program.mjs');
    await writeFile(file, program);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: root });
    return stdout;
  } finally {
    await rm(project, { recursive: true });
  }
}
