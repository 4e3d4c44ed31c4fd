import { engines } from '../engines/index.js';
import { metrics } from '../metrics/index.js';
import { models } from '../models/index.js';
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

/** Every registered model, network, normalizer, metric and engine, in the registries' order. */
export function listRegistries(): readonly RegistryEntry[] {
  const all: readonly { readonly kind: string; readonly entries: readonly Described[] }[] = [
    models,
    networks,
    normalizers,
    metrics,
    engines,
  ];
  return all.flatMap(({ kind, entries }) =>
    entries.map(({ name, summary, options = {} }) => ({ kind, name, summary, options })),
  );
}
