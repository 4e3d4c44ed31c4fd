import type { Hook } from '@oclif/core';
import { nearest } from '../nearest.js';

/** What oclif calls for a command that does not exist: one line, a hint, exit 2. */
const unknownCommand: Hook.CommandNotFound = async ({ id, config, argv = [] }) => {
  const words = [...id.split(':'), ...argv].filter((word) => !word.startsWith('-'));
  const [name = id, argument] = words;
  const known = config.commandIDs.filter((command) => !command.includes(':'));
  const { message, hint } = known.includes(name)
    ? { message: `${name} takes no "${argument}"`, hint: `see gatecast ${name} --help` }
    : { message: `unknown command ${name}`, hint: `${guess(name, known)}see gatecast --help` };
  const error = { message, hint, exitCode: 2 };
  const document = { gatecast: config.version, command: name, warnings: [], error };
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else process.stderr.write(`error: ${message}\n hint: ${hint}\n`);
  process.exit(2);
};

function guess(name: string, known: readonly string[]): string {
  const close = nearest(name, known, 2);
  return close.length > 0 ? `did you mean ${close.join(' or ')}? ` : '';
}

export default unknownCommand;
