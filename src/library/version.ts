import { readFileSync } from 'node:fs';

let known: string | undefined;

/** This package's version, for the model files that it writes. */
export function packageVersion(): string {
  known ??= String(
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version,
  );
  return known;
}
