import { Args } from '@oclif/core';
import { usageError } from '../../errors.js';
import { integerFlag, textFlag } from './values.js';

const helpGroup = 'STORE';

/** Where models are kept. */
export const storeFlag = {
  // Not marked as required: a config file may give it, which the parser does not know.
  store: textFlag({ helpGroup, helpValue: 'DIR', summary: 'Folder of the model store' }),
};

/** Which of the models in a store. */
export const nameFlag = {
  name: textFlag({
    helpGroup,
    helpValue: 'NAME',
    summary: 'Name of the model in the store [default: default]',
  }),
};

/** How long to wait for another run. */
export const lockFlag = {
  'lock-timeout': integerFlag({
    helpGroup,
    helpValue: 'SECONDS',
    min: 0,
    summary: 'Wait so long for another run on the same name [default: 0]',
  }),
};

/** A version, an alias, or the beginning or end of a version's id. */
export const versionArgument = {
  version: Args.string({
    required: true,
    ignoreStdin: true,
    description: 'Version, a unique part of its id, or champion, challenger, previous',
  }),
};

interface StoreFlags {
  readonly store?: string | undefined;
  readonly name?: string | undefined;
  readonly 'lock-timeout'?: number | undefined;
}

/** @throws UserError (exit 2) when neither flag, environment nor config file gives it */
export function storeFolder({ store }: StoreFlags): string {
  if (store !== undefined) return store;
  throw usageError('--store is missing', 'give the folder of the model store: --store DIR');
}

/** The store flags as a workflow takes them. */
export const storePlace = (flags: StoreFlags) => ({
  store: storeFolder(flags),
  name: flags.name ?? 'default',
  lockTimeout: flags['lock-timeout'] ?? 0,
});

/**
 * A model file, or what serves in a store.
 * @throws UserError (exit 2) when both or neither are given
 */
export function modelSource(flags: StoreFlags & { readonly model?: string | undefined }) {
  const { model, store } = flags;
  if (model !== undefined && store !== undefined) {
    throw usageError('--model and --store are two models', 'give the one to forecast with');
  }
  if (model !== undefined) return model;
  if (store !== undefined) return { store, name: storePlace(flags).name };
  throw usageError('no model is given', 'give --model FILE, or --store DIR and --name NAME');
}
