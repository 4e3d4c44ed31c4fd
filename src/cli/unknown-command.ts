import type { Hook } from '@oclif/core';
import { nearest } from '../nearest.js';

/** What oclif calls for a command that does not exist: one line, a hint, exit 2. */
const unknownCommand: Hook.CommandNotFound = async ({ id, config, argv = [] }) => {
  const words = [...id.split(':'), ...argv].filter((word) => !word.startsWith('-'));
  const name = words[0] ?? id;
  const known = config.commandIDs.filter((command) => !command.includes(':'));
  const close = nearest(name, known, 2);
  const guess = close.length > 0 ? `did you mean ${close.join(' or ')}? ` : '';
  const hint = `${guess}see gatecast --help`;
  const document = { error: { message: `unknown command ${name}`, hint, exitCode: 2 } };
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else process.stderr.write(`error: unknown command ${name}\n hint: ${hint}\n`);
  process.exit(2);
};

export default unknownCommand;
