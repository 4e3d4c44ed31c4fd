import { join } from 'node:path';
import { readJson, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import { ensureFolder, folderEntries, type Shelf } from './names.js';
import { listOf, number, object, orNull, text } from './shape.js';

/** A forecast of one series as it was published. */
export interface PastForecast {
  readonly id: string;
  readonly target: string;
  /** Epoch milliseconds or steps. // (horizon) */
  readonly times: readonly number[];
  readonly point: readonly (number | null)[];
  readonly quantiles: readonly (readonly (number | null)[])[]; // (probabilities) × (horizon)
}

/** What one run published. */
export interface PastForecasts {
  readonly run: string;
  /** Version that made them. */
  readonly version: string;
  readonly probabilities: readonly number[];
  readonly forecasts: readonly PastForecast[];
}

const shape = object<PastForecasts>({
  run: text,
  version: text,
  probabilities: listOf(number),
  forecasts: listOf(
    object<PastForecast>({
      id: text,
      target: text,
      times: listOf(number),
      point: listOf(orNull(number)),
      quantiles: listOf(listOf(orNull(number))),
    }),
  ),
});

const forecastsFolder = ({ folder }: Shelf) => join(folder, 'forecasts');

/** Keeps what a run publishes, to be compared with what comes. */
export async function saveForecasts({ shelf }: Lock, past: PastForecasts): Promise<void> {
  await ensureFolder(forecastsFolder(shelf));
  await writeJson(join(forecastsFolder(shelf), `${past.run}.json`), past);
}

/** The newest `limit` of a shelf, newest first. @throws UserError (exit 5) for a damaged file */
export async function listForecasts(shelf: Shelf, limit: number): Promise<PastForecasts[]> {
  const names = (await folderEntries(forecastsFolder(shelf)))
    .map(({ name }) => name)
    .filter((name) => /^\d{8}T\d{6}Z-\d+\.json$/.test(name))
    .sort()
    .reverse();
  const found: PastForecasts[] = [];
  for (const name of names.slice(0, limit)) {
    const past = await readJson(join(forecastsFolder(shelf), name), shape);
    if (past) found.push(past);
  }
  return found;
}
