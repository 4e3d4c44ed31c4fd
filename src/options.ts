import { usageError } from './errors.js';
import { nearest } from './nearest.js';

/** What `tune` does with an option. */
export type SearchSpace =
  /** It tries these values. */
  | { readonly kind: 'values'; readonly values: readonly (number | string | boolean)[] }
  /** It tries these multiples of the longer of horizon and season, in rows. */
  | { readonly kind: 'spans'; readonly multiples: readonly number[] }
  /** It gives candidates more of it the better they are, and the best ones this much. */
  | { readonly kind: 'effort'; readonly most: number };

interface Declared {
  readonly help: string;
  /** What decides where the default is null, as it follows "default: ". */
  readonly rule?: string;
  readonly search?: SearchSpace;
}

/**
 * A declared option of a registry entry (model, network, normalizer …). Flags, `--set key=value`,
 * help texts, the `models` command and the docs table are all derived from these declarations.
 */
export type OptionSpec =
  | (Declared & {
      readonly kind: 'integer' | 'number';
      readonly default: number | null;
      readonly min?: number;
      readonly max?: number;
    })
  | (Declared & {
      readonly kind: 'choice';
      readonly default: string | null;
      readonly choices: readonly string[];
    })
  | (Declared & { readonly kind: 'boolean'; readonly default: boolean | null });

/** Option name (kebab-case, the flag's or `--set` key's name) to its declaration. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Resolved values; `null` means "decide from the data". */
export type OptionValues = Readonly<Record<string, number | string | boolean | null>>;

/**
 * The number that an option has by now.
 * @throws Error where it has none: what "from the data" means was not decided, our mistake
 */
export function numberOf(values: OptionValues, name: string): number {
  const value = values[name];
  if (typeof value !== 'number') throw new Error(`the option ${name} is ${value}, not a number`);
  return value;
}

/** The declared default in words: a value, or what decides. */
export function defaultOf(spec: OptionSpec): string {
  return spec.default === null ? (spec.rule ?? 'from the data') : String(spec.default);
}

/** The declared defaults. */
export function defaultOptions(specs: OptionSpecs): OptionValues {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default]));
}

/**
 * Defaults overlaid with `given`, each value checked against its declaration. Texts are parsed, so
 * values may come from a command line.
 * @throws UserError (exit 2) for an unknown name (nearest ones offered) or a value out of bounds.
 */
export function resolveOptions(
  owner: string,
  specs: OptionSpecs,
  given: Readonly<Record<string, number | string | boolean | null>>,
): OptionValues {
  const values: Record<string, number | string | boolean | null> = { ...defaultOptions(specs) };
  for (const [name, value] of Object.entries(given)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec) throw unknownOption(owner, name, Object.keys(specs));
    values[name] = value === null ? null : optionValue(`${owner}: ${name}`, spec, String(value));
  }
  return values;
}

function unknownOption(owner: string, name: string, known: readonly string[]): Error {
  if (known.length === 0)
    return usageError(`${owner} has no option "${name}"`, 'it has none at all');
  const close = nearest(name, known);
  return usageError(
    `${owner} has no option "${name}"`,
    close.length > 0 ? `did you mean ${close.join(' or ')}?` : `it has ${known.join(', ')}`,
  );
}

/** One value from its text. @throws UserError (exit 2) that says what is expected. */
function optionValue(label: string, spec: OptionSpec, text: string): number | string | boolean {
  switch (spec.kind) {
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      throw usageError(`${label}: "${text}" is not allowed`, 'give true or false');
    case 'choice':
      if (spec.choices.includes(text)) return text;
      throw usageError(`${label}: "${text}" is not allowed`, `give ${spec.choices.join(', ')}`);
    default:
      return numericValue(label, spec, text);
  }
}

function numericValue(
  label: string,
  spec: Extract<OptionSpec, { kind: 'integer' | 'number' }>,
  text: string,
): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const whole = spec.kind === 'integer';
  const inside = value >= (spec.min ?? -Infinity) && value <= (spec.max ?? Infinity);
  if (Number.isFinite(value) && inside && (!whole || Number.isInteger(value))) return value;
  throw usageError(
    `${label}: "${text}" is not allowed`,
    `give ${expectation(whole, spec.min, spec.max)}`,
  );
}

/** "a whole number from 1 to 10", "a number of at least 0". */
export function expectation(whole: boolean, min?: number, max?: number): string {
  const kind = whole ? 'a whole number' : 'a number';
  if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
  if (min !== undefined) return `${kind} of at least ${min}`;
  return max === undefined ? kind : `${kind} of at most ${max}`;
}
