import type { Command, Interfaces } from '@oclif/core';
import { UserError } from '../errors.js';
import { readConfigFile } from './config-file.js';
import { fromParser } from './parse-errors.js';

type Definitions = Readonly<Record<string, Interfaces.Flag<unknown> | undefined>>;
type Flags = Interfaces.OutputFlags<typeof Command.flags>;
type Arguments = Interfaces.OutputArgs<typeof Command.args>;
export type Parse = (
  part: Interfaces.Input<Flags, Flags, Arguments>,
  argv: string[],
) => Promise<{
  readonly flags: Readonly<Record<string, unknown>>;
  readonly args: Readonly<Record<string, unknown>>;
}>;

/** What the help calls the value of a flag that is a path; in a config file it is relative to that file. */
const PATHS = ['FILE', 'DIR', 'MODEL'];

const helpValueOf = (flag: object) =>
  'helpValue' in flag && typeof flag.helpValue === 'string' ? flag.helpValue : '';

/** `--chart-file` reads GATECAST_CHART_FILE. */
export const environmentName = (flag: string) =>
  `GATECAST_${flag.toUpperCase().replaceAll('-', '_')}`;

/**
 * The declarations of a command without "required": a part of its settings does not have all of them,
 * and the flag that is missing on the command line may stand in the config file.
 */
const withoutRequired = (
  command: typeof Command,
  args: Arguments,
): Interfaces.Input<Flags, Flags, Arguments> => ({
  args,
  baseFlags: command.baseFlags,
  enableJsonFlag: command.enableJsonFlag,
  flags: Object.fromEntries(
    Object.entries(command.flags ?? {}).map(([name, flag]) => [name, { ...flag, required: false }]),
  ),
});

interface Surroundings {
  /** Keys of a config that are other commands' and mean nothing to this one. */
  readonly foreignKeys: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A command line while values are written into it. */
interface Merging {
  readonly command: typeof Command;
  readonly parse: Parse;
  readonly definitions: Definitions;
  readonly argv: string[];
  /** Flags that have a value. */
  readonly set: Set<string>;
}

/**
 * The command line with environment and config values written into it where it is silent: flag,
 * then environment, then config file, then default. One parser so checks them all.
 * @throws UserError (exit 2) that names the source of a value that is not allowed.
 */
export async function mergeSettings(
  argv: readonly string[],
  command: typeof Command,
  parse: Parse,
  { foreignKeys, environment }: Surroundings,
): Promise<string[]> {
  const definitions: Definitions = { ...command.baseFlags, ...command.flags, json: undefined };
  const given = await parse(withoutRequired(command, command.args), [...argv]);
  const set = new Set(Object.keys(given.flags).filter((name) => given.flags[name] !== undefined));
  const merging: Merging = { command, parse, definitions, argv: [...argv], set };
  await addEnvironment(merging, environment);
  const path = given.flags.config ?? environment[environmentName('config')];
  if (typeof path === 'string' && path !== '') {
    const files = await addConfig(merging, path, foreignKeys);
    // Behind, because other arguments may have to come first.
    const reads = 'file' in (command.args ?? {}) && given.args.file === undefined;
    if (reads) merging.argv.push(...files);
  }
  return merging.argv;
}

async function addEnvironment(
  merging: Merging,
  environment: Surroundings['environment'],
): Promise<void> {
  for (const name of Object.keys(merging.definitions)) {
    const value = environment[environmentName(name)];
    if (value === undefined || value === '' || merging.set.has(name)) continue;
    await add(merging, name, [value], environmentName(name));
  }
}

/** Returns the files that the config names. */
async function addConfig(
  merging: Merging,
  path: string,
  foreignKeys: readonly string[],
): Promise<readonly string[]> {
  const names = Object.keys(merging.definitions);
  const paths = names.filter((name) =>
    PATHS.includes(helpValueOf(merging.definitions[name] ?? {})),
  );
  const config = await readConfigFile(path, [...new Set([...names, ...foreignKeys])], paths);
  for (const [name, values] of config.flags) {
    if (merging.set.has(name) || !names.includes(name)) continue;
    await add(merging, name, values, `${path}: ${name}`);
  }
  return config.files;
}

/** Checks values of a flag and writes them into the command line. */
async function add(
  { command, parse, definitions, argv, set }: Merging,
  name: string,
  values: readonly string[],
  source: string,
): Promise<void> {
  const extra = values.flatMap((value) => asArguments(name, value, definitions[name]));
  try {
    await parse(withoutRequired(command, {}), extra);
  } catch (error) {
    const told = fromParser(error, command.id, Object.keys(definitions));
    if (!(told instanceof UserError)) throw told;
    // The source names the flag already.
    const message = told.message.replace(/^--\S+: /, '');
    throw new UserError(`${source}: ${message}`, told.hint, told.exitCode);
  }
  // In front, so that a "--" on the command line does not turn them into files.
  argv.unshift(...extra);
  set.add(name);
}

function asArguments(
  name: string,
  value: string,
  definition: Interfaces.Flag<unknown> | undefined,
): string[] {
  const isSwitch = definition === undefined || definition.type === 'boolean';
  if (!isSwitch) return [`--${name}=${value}`];
  const off = ['false', '0', 'no', 'off'].includes(value.toLowerCase());
  if (!off) return [`--${name}`];
  return definition?.type === 'boolean' && definition.allowNo ? [`--no-${name}`] : [];
}
