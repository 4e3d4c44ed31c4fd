import type { Hook } from '@oclif/core';
import { nearest } from '../nearest.js';
import { visibleJson, visibleText } from '../visible-text.js';

interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/** What oclif calls for a command that does not exist: one line, a hint, exit 2. */
const unknownCommand: Hook.CommandNotFound = async ({ id, config, argv = [] }) => {
  const given = [...id.split(':'), ...argv];
  const refused = refusal(given, config.commandIDs);
  const [message, hint] = [refused.message, refused.hint].map(visibleText);
  const error = { message, hint, exitCode: 2 };
  const command = given.find(isWord) ?? null;
  const document = { gatecast: config.version, command, warnings: [], error };
  if (given.includes('--json')) process.stdout.write(`${visibleJson(document, 2)}\n`);
  else process.stderr.write(`error: ${message}\n hint: ${hint}\n`);
  process.exit(2);
};

const isWord = (text: string) => !text.startsWith('-');

/** @param ids - of all commands, such as "train" and "store:list" */
function refusal(given: readonly string[], ids: readonly string[]): Refusal {
  const words = given.filter(isWord);
  const [name, second] = words;
  if (name === undefined) {
    return { message: `${given[0]} needs a command`, hint: 'see gatecast --help' };
  }
  for (const known of [[name], [name, second]]) {
    if (!ids.includes(known.join(':'))) continue;
    const command = known.join(' ');
    const message = `${command} takes no "${words[known.length]}"`;
    return { message, hint: `see gatecast ${command} --help` };
  }
  const below = ids.filter((id) => id.startsWith(`${name}:`)).map((id) => id.split(':')[1]!);
  if (below.length > 0 && second !== undefined) {
    return {
      message: `unknown command ${name} ${second}`,
      hint: `${guess(second, below, `${name} `)}see gatecast ${name} --help`,
    };
  }
  const top = ids.filter((id) => !id.includes(':'));
  return { message: `unknown command ${name}`, hint: `${guess(name, top)}see gatecast --help` };
}

function guess(name: string, known: readonly string[], before = ''): string {
  const close = nearest(name, known, 2).map((word) => before + word);
  return close.length > 0 ? `did you mean ${close.join(' or ')}? ` : '';
}

export default unknownCommand;
