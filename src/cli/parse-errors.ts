import { Errors } from '@oclif/core';
import { UserError, usageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { modelsLike } from './foreign-words.js';

const PARSER_NOISE = /\nSee more help with --help$/;
const PARSING_FLAG = /^Parsing --(\S+) \n\t/;

/**
 * Turns what the argument parser throws into our one error for people: one line and a hint. Errors
 * that are not the parser's are returned unchanged.
 */
export function fromParser(error: unknown, command: string, flagNames: readonly string[]): unknown {
  if (!(error instanceof Error)) return error;
  const text = error.message.replace(PARSER_NOISE, '');
  if (error instanceof UserError) {
    const flag = PARSING_FLAG.exec(text);
    return flag ? usageError(`--${flag[1]}: ${text.slice(flag[0].length)}`, error.hint) : error;
  }
  if (!(error instanceof Errors.CLIError)) return error;
  const words = command.replaceAll(':', ' ');
  const help = `see gatecast ${words} --help`;

  const unknown = /^Nonexistent flags?: (.*)$/.exec(text);
  if (unknown) {
    const flag = (unknown[1] ?? '').split(', ')[0] ?? '';
    const close = nearest(flag.replace(/^-+/, ''), flagNames, 2).map((name) => `--${name}`);
    return usageError(
      `unknown flag ${flag}`,
      close.length > 0 ? `did you mean ${close.join(' or ')}? ${help}` : help,
    );
  }
  const absent = /^Missing \d+ required args?:\n([\s\S]*)$/.exec(text);
  if (absent) return missingArguments(absent[1] ?? '', words, help);
  const required = /Missing required flag (\S+)/.exec(text);
  if (required) return usageError(`--${required[1]} is missing`, `give it; ${help}`);
  const option = /^Expected --(\S+?)=([\s\S]*) to be one of: (.*)$/.exec(text);
  if (option) {
    const choices = (option[3] ?? '').split(', ');
    const alike = option[1] === 'model' ? modelsLike(option[2] ?? '', choices) : [];
    const close = alike.length > 0 ? alike : nearest(option[2] ?? '', choices, 2);
    const guess =
      close.length === 0
        ? ''
        : alike.length > 0
          ? `the nearest here: ${close.join(' or ')}; `
          : `did you mean ${close.join(' or ')}? `;
    return usageError(
      `--${option[1]}: "${option[2]}" is not one of its values`,
      `${guess}available: ${choices.join(', ')}`,
    );
  }
  return usageError(firstLine(text), help);
}

/** @param lines - a name and its description each */
function missingArguments(lines: string, command: string, help: string): UserError {
  const names = lines
    .split('\n')
    .flatMap((line) => /^(\w+) {2}/.exec(line)?.[1]?.toUpperCase() ?? []);
  const object = names.length === 1 ? 'it' : 'them';
  return usageError(`${command} needs ${names.join(' and ')}`, `give ${object}; ${help}`);
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines[0]?.endsWith(':') && lines[1] ? `${lines[0]} ${lines[1]}` : (lines[0] ?? text);
}
