import { Args, Flags } from '@oclif/core';
import { integerFlag, textFlag } from './values.js';

const helpGroup = 'STORE';

/** Where models are kept. */
export const storeFlag = {
  store: Flags.string({
    helpGroup,
    helpValue: 'DIR',
    required: true,
    summary: 'Folder of the model store',
  }),
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
  readonly store: string;
  readonly name?: string | undefined;
  readonly 'lock-timeout'?: number | undefined;
}

/** The store flags as a workflow takes them. */
export const storePlace = (flags: StoreFlags) => ({
  store: flags.store,
  name: flags.name ?? 'default',
  lockTimeout: flags['lock-timeout'] ?? 0,
});
