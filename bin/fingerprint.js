import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSETS } from './copy-assets.js';

/** Everything that a build is made of. */
const FILES = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  ...Object.keys(ASSETS),
];
const FOLDERS = ['src', 'bin'];

/** SHA-256 over names and contents of all that a build is made of, in hexadecimal. */
export function fingerprint(root) {
  const inside = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
  );
  const hash = createHash('sha256');
  for (const path of [...FILES.map((file) => join(root, file)), ...inside].sort()) {
    const contents = readFileSync(path);
    hash.update(`${path.slice(root.length)}\0${contents.length}\0`).update(contents);
  }
  return `${hash.digest('hex')}\n`;
}
