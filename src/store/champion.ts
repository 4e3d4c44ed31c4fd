import { modelFileError } from '../errors.js';
import { readAliases } from './aliases.js';
import type { ModelDocument } from './model-document.js';
import type { ModelFolder } from './names.js';
import { readVersion, readVersionModel, type Version } from './versions.js';

/** A version that serves, with its model. */
export interface Champion {
  readonly facts: Version;
  readonly document: ModelDocument;
}

/** Reads the serving model without a lock; null when nothing was promoted yet. */
export async function readChampion(modelFolder: ModelFolder): Promise<Champion | null> {
  for (let tries = 0; ; tries++) {
    const { champion } = await readAliases(modelFolder);
    if (champion === null) return null;
    try {
      const facts = await readVersion(modelFolder, champion);
      return { facts, document: await readVersionModel(modelFolder, champion) };
    } catch (error) {
      // Pruned between the two reads: then somebody else serves by now.
      if (tries > 0 || (await readAliases(modelFolder)).champion === champion) throw error;
    }
  }
}

/** @throws UserError (exit 5) when nothing serves under this name */
export async function requireChampion(modelFolder: ModelFolder): Promise<Champion> {
  const champion = await readChampion(modelFolder);
  if (champion) return champion;
  throw modelFileError(
    `no model serves under the name "${modelFolder.name}"`,
    'train one with gatecast retrain, or choose one with gatecast store promote',
  );
}
