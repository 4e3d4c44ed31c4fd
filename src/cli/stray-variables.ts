import type { Command } from '@oclif/core';
import { nearest } from '../nearest.js';
import { environmentName } from './settings.js';

const PREFIX = 'GATECAST_';
/** Read by the command line's framework, by the tests, and of every command. */
const OTHERS = ['DEBUG', 'CACHE_DIR', 'CONFIG_DIR', 'DATA_DIR', 'ALL_FAULTS', 'JSON'];

/** A sentence for each GATECAST_ variable that is no flag of any command: nothing would read it. */
export function strayVariables(
  environment: Readonly<Record<string, string | undefined>>,
  commands: readonly Pick<Command.Loadable, 'flags'>[],
): string[] {
  const given = Object.keys(environment).filter((name) => name.startsWith(PREFIX));
  if (given.length === 0) return [];
  const flags = commands.flatMap((command) => Object.keys(command.flags));
  const known = new Set([...flags.map(environmentName), ...OTHERS.map((name) => PREFIX + name)]);
  return given
    .filter((name) => !known.has(name))
    .map((name) => {
      const close = nearest(
        name.slice(PREFIX.length),
        [...known].map((each) => each.slice(PREFIX.length)),
        1,
      );
      const guess = close.length > 0 ? `; did you mean ${PREFIX}${close[0]}?` : '';
      return `${name} is ignored: no command has such a flag${guess}`;
    });
}
