import { join } from 'node:path';
import { readJson, removeFile, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import { ensureFolder, type Shelf } from './names.js';
import { runsIn } from './runs.js';
import { listOf, number, object, orElse, orNull, text } from './shape.js';

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
  /** Zone of the times; null for wall clock. */
  readonly zone: string | null;
  readonly probabilities: readonly number[];
  readonly forecasts: readonly PastForecast[];
}

const shape = object<PastForecasts>({
  run: text,
  version: text,
  zone: orElse(orNull(text), null),
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
export const forecastsPath = (shelf: Shelf, run: string) =>
  join(forecastsFolder(shelf), `${run}.json`);

/** Keeps what a run publishes, to be compared with what comes. */
export async function saveForecasts({ shelf }: Lock, past: PastForecasts): Promise<void> {
  await ensureFolder(forecastsFolder(shelf));
  await writeJson(forecastsPath(shelf, past.run), past);
}

/** @throws UserError (exit 5) when it is damaged */
export const readForecasts = (shelf: Shelf, run: string) =>
  readJson(forecastsPath(shelf, run), shape);

/** The newest `limit` of a shelf, newest first. @throws UserError (exit 5) for a damaged file */
export async function listForecasts(shelf: Shelf, limit: number): Promise<PastForecasts[]> {
  const runs = (await forecastIds(shelf)).reverse().slice(0, limit);
  const found: PastForecasts[] = [];
  for (const run of runs) {
    const past = await readForecasts(shelf, run);
    if (past) found.push(past);
  }
  return found;
}

/** Removes all but the newest so many. */
export async function pruneForecasts({ shelf }: Lock, kept: number): Promise<void> {
  const runs = await forecastIds(shelf);
  const doomed = runs.slice(0, Math.max(0, runs.length - kept));
  for (const run of doomed) await removeFile(forecastsPath(shelf, run));
}

/** The runs whose forecasts are kept, oldest first. */
export const forecastIds = (shelf: Shelf) => runsIn(forecastsFolder(shelf));
