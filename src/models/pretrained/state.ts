import { modelFileError } from '../../errors.js';
import type { Fitted } from '../model.js';
import { PARAMETERS } from './network.js';
import { WEIGHT_FORMAT } from './weight-file.js';

/** What a saved model keeps: all that its forecasts depend on. */
export interface PretrainedState {
  /** Seasons in rows, ascending; [1] without one. */
  readonly seasons: readonly number[];
  /** Weights of the networks whose quantiles are averaged. */
  readonly members: readonly Float32Array[];
}

export function writePretrainedState({ seasons, members }: PretrainedState): Fitted['state'] {
  return { format: WEIGHT_FORMAT, seasons, members };
}

/** @throws UserError (exit 5) when the state is of a version that this one cannot run */
export function readPretrainedState({ state }: Fitted): PretrainedState {
  const { format, seasons, members } = state;
  const arrays = Array.isArray(members)
    ? members.filter(
        (each): each is Float32Array => each instanceof Float32Array && each.length === PARAMETERS,
      )
    : [];
  if (format !== WEIGHT_FORMAT || arrays.length === 0 || !Array.isArray(seasons)) {
    throw modelFileError(
      `the model file holds weights of "pretrained" in format ${format}, and this gatecast runs format ${WEIGHT_FORMAT}`,
      'train again with this version, or forecast with the version that wrote the file',
    );
  }
  return { seasons: seasons.map(Number), members: arrays };
}
