import { modelFileError } from '../errors.js';
import { readAliases } from './aliases.js';
import type { ModelDocument } from './model-document.js';
import type { Shelf } from './names.js';
import { readVersion, readVersionModel, type Version } from './versions.js';

/** A version that serves, with its model. */
export interface Champion {
  readonly facts: Version;
  readonly document: ModelDocument;
}

/** Reads the serving model without a lock; null when nothing was promoted yet. */
export async function readChampion(shelf: Shelf): Promise<Champion | null> {
  for (let tries = 0; ; tries++) {
    const { champion } = await readAliases(shelf);
    if (champion === null) return null;
    try {
      const facts = await readVersion(shelf, champion);
      return { facts, document: await readVersionModel(shelf, champion) };
    } catch (error) {
      // Pruned between the two reads: then somebody else serves by now.
      if (tries > 0 || (await readAliases(shelf)).champion === champion) throw error;
    }
  }
}

/** @throws UserError (exit 5) when nothing serves under this name */
export async function requireChampion(shelf: Shelf): Promise<Champion> {
  const champion = await readChampion(shelf);
  if (champion) return champion;
  throw modelFileError(
    `no model serves under the name "${shelf.name}"`,
    'train one with gatecast retrain, or choose one with gatecast store promote',
  );
}
