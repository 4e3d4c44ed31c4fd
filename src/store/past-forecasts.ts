import { join } from 'node:path';
import { listOf, number, object, orElse, orNull, text } from '../models/shape.js';
import { readJson, removeFile, writeJson } from './json-file.js';
import type { Lock } from './lock.js';
import { ensureFolder, type ModelFolder } from './names.js';
import { runsIn } from './runs.js';

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

const forecastsFolder = ({ folder }: ModelFolder) => join(folder, 'forecasts');
export const forecastsPath = (modelFolder: ModelFolder, run: string) =>
  join(forecastsFolder(modelFolder), `${run}.json`);

/** Keeps what a run publishes, to be compared with what comes. */
export async function saveForecasts({ modelFolder }: Lock, past: PastForecasts): Promise<void> {
  await ensureFolder(forecastsFolder(modelFolder));
  await writeJson(forecastsPath(modelFolder, past.run), past);
}

/** @throws UserError (exit 5) when it is damaged */
export const readForecasts = (modelFolder: ModelFolder, run: string) =>
  readJson(forecastsPath(modelFolder, run), shape);

/** The newest `limit` of a modelFolder, newest first. @throws UserError (exit 5) for a damaged file */
export async function listForecasts(
  modelFolder: ModelFolder,
  limit: number,
): Promise<PastForecasts[]> {
  const runs = (await forecastIds(modelFolder)).reverse().slice(0, limit);
  const found: PastForecasts[] = [];
  for (const run of runs) {
    const past = await readForecasts(modelFolder, run);
    if (past) found.push(past);
  }
  return found;
}

/** Removes all but the newest so many. */
export async function pruneForecasts({ modelFolder }: Lock, kept: number): Promise<void> {
  const runs = await forecastIds(modelFolder);
  const doomed = runs.slice(0, Math.max(0, runs.length - kept));
  for (const run of doomed) await removeFile(forecastsPath(modelFolder, run));
}

/** The runs whose forecasts are kept, oldest first. */
export const forecastIds = (modelFolder: ModelFolder) => runsIn(forecastsFolder(modelFolder));
