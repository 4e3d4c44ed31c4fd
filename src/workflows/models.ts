import { engines } from '../engines/index.js';
import { usageError } from '../errors.js';
import { metrics } from '../metrics/index.js';
import { models } from '../models/index.js';
import { nearest } from '../nearest.js';
import { networks } from '../networks/index.js';
import { normalizers } from '../normalizers/index.js';
import type { OptionSpecs } from '../options.js';

export interface RegistryEntry {
  readonly kind: string;
  readonly name: string;
  readonly summary: string;
  readonly options: OptionSpecs;
}

interface Described {
  readonly name: string;
  readonly summary: string;
  readonly options?: OptionSpecs;
}

/**
 * Every registered model, network, normalizer, metric and engine, in the registries' order; with a
 * `name` those of that name (a model and its network share one).
 *
 * @throws UserError (2) for a name that no registry knows.
 */
export function listRegistries(name?: string): readonly RegistryEntry[] {
  const all: readonly { readonly kind: string; readonly entries: readonly Described[] }[] = [
    models,
    networks,
    normalizers,
    metrics,
    engines,
  ];
  const listed = all.flatMap(({ kind, entries }) =>
    entries.map(({ name, summary, options = {} }) => ({ kind, name, summary, options })),
  );
  if (name === undefined) return listed;
  const named = listed.filter((entry) => entry.name === name);
  if (named.length > 0) return named;
  const names = new Set(listed.map((entry) => entry.name));
  const close = nearest(name, [...names]);
  throw usageError(
    `nothing is registered as "${name}"`,
    close.length > 0 ? `did you mean ${close.join(', ')}?` : 'gatecast models lists all names',
  );
}
