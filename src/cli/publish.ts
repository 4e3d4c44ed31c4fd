import { resolve } from 'node:path';
import { writeFileAtomic } from '../store/atomic.js';
import { fileSha256 } from '../store/checksum.js';
import type { Published } from '../store/runs.js';
import type { PresentFlags } from './output-files.js';
import { fileContents, type Presentation } from './present.js';

/** Writes each file whole or not at all, in the form that its ending asks for. */
export async function publishFiles(
  paths: readonly string[],
  presentation: Presentation,
  flags: PresentFlags,
): Promise<Published[]> {
  const published: Published[] = [];
  for (const path of paths.map((each) => resolve(each))) {
    await writeFileAtomic(path, await fileContents(path, presentation, flags));
    published.push({ path, sha256: (await fileSha256(path)) ?? '' });
  }
  return published;
}
