import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { usageError } from '../errors.js';
import { nearest } from '../nearest.js';
import { systemRefusal } from '../system-error.js';

const MAX_BYTES = 1_000_000;

export interface ConfigValues {
  /** Input files, absolute. */
  readonly files: readonly string[];
  /** Flag name to its values, each as it would stand on a command line; booleans as "true"/"false". */
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads a YAML or JSON file whose keys are flag names (and `files`). Lists repeat a flag; `set` may
 * be a mapping.
 * @param pathFlags - those whose values are relative to the file's folder
 * @throws UserError (exit 2) for an unreadable file, bad syntax, an unknown key or a nested value.
 */
export async function readConfigFile(
  path: string,
  flagNames: readonly string[],
  pathFlags: readonly string[],
): Promise<ConfigValues> {
  const folder = dirname(resolve(path));
  const document = await checkedDocument(path, await parseDocument(path));
  const known = ['files', ...flagNames.filter((name) => name !== 'config')];
  const flags = new Map<string, readonly string[]>();
  let files: readonly string[] = [];
  for (const [key, value] of Object.entries(document)) {
    if (!known.includes(key)) {
      const close = nearest(key, known, 2);
      throw usageError(
        `${path}: unknown key "${key}"`,
        close.length > 0
          ? `did you mean ${close.join(' or ')}?`
          : 'keys are flag names and "files"',
      );
    }
    const values = texts(value);
    if (key === 'files')
      files = values.map((file) => (file === '-' ? file : resolve(folder, file)));
    else if (pathFlags.includes(key))
      flags.set(
        key,
        values.map((file) => resolve(folder, file)),
      );
    else flags.set(key, values);
  }
  return { files, flags };
}

type Scalar = string | number | boolean;
type ConfigValue = Scalar | readonly Scalar[] | { readonly [key: string]: Scalar };

function texts(value: ConfigValue): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object') {
    return Object.entries(value).map(([key, inner]) => `${key}=${inner}`);
  }
  return [String(value)];
}

async function parseDocument(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const refusal = systemRefusal(error);
    if (refusal === null) throw error;
    const { code, reason } = refusal;
    throw usageError(`cannot read the config file ${path}: ${reason} (${code})`, 'check --config');
  }
  if (text.length > MAX_BYTES) {
    throw usageError(`${path} is larger than a config file may be (1 MB)`, 'check --config');
  }
  try {
    if (extname(path) === '.json') return withoutPrototype(JSON.parse(text));
    const { parseYaml } = await import('./yaml.js');
    return parseYaml(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw usageError(`${path} cannot be parsed: ${reason}`, 'config files are YAML or JSON');
  }
}

/** JSON may say `__proto__`, which is nobody's key and would be dropped without a word. */
function withoutPrototype(document: unknown): unknown {
  const own = typeof document === 'object' && document !== null;
  if (own && Object.hasOwn(document, '__proto__')) throw new Error('"__proto__" is no key');
  return document;
}

async function checkedDocument(
  path: string,
  document: unknown,
): Promise<Record<string, ConfigValue>> {
  const { z } = await import('zod');
  const scalar = z.union([z.string(), z.number(), z.boolean()]);
  const schema = z.record(
    z.string(),
    z.union([scalar, z.array(scalar), z.record(z.string(), scalar)]),
  );
  const checked = schema.safeParse(document ?? {});
  if (checked.success) return checked.data;
  const where = checked.error.issues[0]?.path.join('.') ?? '';
  throw usageError(
    `${path}: ${where === '' ? 'the document' : `"${where}"`} has the wrong shape`,
    'write one "flag: value" a line; a list repeats the flag',
  );
}
