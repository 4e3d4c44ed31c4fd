import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promote, setChallenger } from '../../src/store/aliases.js';
import { withLock } from '../../src/store/lock.js';
import { modelFolderOf } from '../../src/store/names.js';
import { publishVersion } from '../../src/store/versions.js';
import { day, sampleFacts, sampleModel } from '../store/sample-model.js';

/** The name `default` of the store `models`, anew: a champion, the one before it, and a challenger. */
export async function sampleStore(folder: string): Promise<void> {
  const store = join(folder, 'models');
  rmSync(modelFolderOf(store, 'default').folder, { recursive: true, force: true });
  await withLock(modelFolderOf(store, 'default'), 0, async (lock) => {
    const versions = [];
    for (const n of [1, 2, 3]) {
      versions.push((await publishVersion(lock, sampleModel(n), sampleFacts, day(n))).version);
    }
    await promote(lock, versions[0]!);
    await promote(lock, versions[1]!);
    await setChallenger(lock, versions[2]!);
  });
}
