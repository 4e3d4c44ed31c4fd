import { dirname, extname, relative, resolve } from 'node:path';
import type { TuneOutcome } from '../workflows/tune.js';
import { PROMOTED } from './flags/modelling.js';
import { readingFlags } from './flags/reading.js';

type Values = { readonly set?: unknown; readonly [name: string]: unknown };

/** Flags of modelling that say how the data are to be seen or the training to be repeated. */
const KEPT = ['horizon', 'season', 'seed', ...PROMOTED];

/**
 * The file that `train --config` and `backtest --config` take: what to read and how, as the search was
 * said, and the options that it chose. JSON where the name says so, otherwise YAML.
 */
export async function tunedConfig(
  path: string,
  { request, choice, modelling }: TuneOutcome,
  files: readonly string[],
  flags: Values,
): Promise<string> {
  const promoted: readonly string[] = PROMOTED;
  const own = Object.entries(choice).filter(([name]) => !promoted.includes(name));
  const set = { ...givenSettings(flags.set), ...Object.fromEntries(own) };
  const document = {
    files: files.map((file) =>
      file === '-' ? file : relative(dirname(resolve(path)), resolve(file)),
    ),
    ...readingValues(flags),
    model: request.label,
    horizon: modelling.horizon,
    ...given(flags, KEPT),
    ...Object.fromEntries(Object.entries(choice).filter(([name]) => promoted.includes(name))),
    ...(Object.keys(set).length > 0 ? { set } : {}),
  };
  if (extname(path) === '.json') return `${JSON.stringify(document, null, 2)}\n`;
  const { stringify } = await import('./yaml.js');
  return stringify(document);
}

const given = (flags: Values, names: readonly string[]): Values =>
  Object.fromEntries(
    names.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]]),
  );

/** A list of one flag's value is written as the flag takes it; a list of occurrences stays one. */
function readingValues(flags: Values): Values {
  const entries = Object.entries(readingFlags).map(([name, flag]) => {
    const value = flags[name];
    const repeated = 'multiple' in flag && flag.multiple === true;
    return [name, Array.isArray(value) && !repeated ? value.join(',') : value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function givenSettings(set: unknown): Values {
  const texts: readonly unknown[] = Array.isArray(set) ? set : [];
  return Object.fromEntries(
    texts.map((text) => {
      const [name = '', ...value] = String(text).split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );
}
