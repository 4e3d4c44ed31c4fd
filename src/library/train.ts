import type { Panel } from '../data/panel/panel.js';
import { expectationsOf } from '../store/expectations.js';
import type { ModelDocument } from '../store/model-document.js';
import { readModelFile, writeModelFile } from '../store/model-file.js';
import { resolveModelling } from '../workflows/modelling.js';
import { trainModel } from '../workflows/train.js';
import { clock, type ModelSettings, modellingRequest } from './settings.js';
import { packageVersion } from './version.js';

/** A trained model: plain data, all that its file holds. */
export type TrainedModel = ModelDocument;

export interface TrainSettings extends ModelSettings {
  /** Name in `gatecast models`; default gru. */
  readonly model?: string;
}

/**
 * Trains one model on all of a panel.
 * @throws UserError for unusable data (exitCode 4) or settings (2)
 */
export async function train(panel: Panel, settings: TrainSettings = {}): Promise<TrainedModel> {
  const names = settings.model === undefined ? undefined : [settings.model];
  const modelling = resolveModelling(panel, modellingRequest(names, settings));
  const { fitted, calibration, request } = await trainModel(
    panel,
    modelling.requests[0]!,
    modelling,
    { validationSize: settings.validationSize, clock },
    settings.observer ?? {},
  );
  return {
    gatecast: packageVersion(),
    expects: expectationsOf(panel),
    reading: {},
    options: request.options,
    seed: modelling.seed,
    fitted,
    calibration,
  };
}

/** Saves a model, whole or not at all; `gatecast predict` reads it too. @throws UserError (exitCode 2) */
export const saveModel = (path: string, model: TrainedModel): Promise<void> =>
  writeModelFile(path, model);

/** @throws UserError (exitCode 5) when there is no whole model of a known format */
export const loadModel = (path: string): Promise<TrainedModel> => readModelFile(path);
