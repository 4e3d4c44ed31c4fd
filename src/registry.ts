import { usageError } from './errors.js';
import { nearest } from './nearest.js';

/** One extension point: same-shaped entries under unique names, in the order they are listed. */
export interface Registry<Entry extends { readonly name: string }> {
  readonly kind: string;
  readonly entries: readonly Entry[];
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws UserError (exit 2) that names the nearest entries. */
  get(name: string): Entry;
}

export function createRegistry<Entry extends { readonly name: string }>(
  kind: string,
  entries: readonly Entry[],
): Registry<Entry> {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size !== entries.length) throw new Error(`two entries of one name among the ${kind}s`);
  const names = entries.map((entry) => entry.name);
  return {
    kind,
    entries,
    names,
    has: (name) => byName.has(name),
    get(name) {
      const entry = byName.get(name);
      if (entry) return entry;
      const close = nearest(name, names);
      const list = close.length > 0 ? `did you mean ${close.join(' or ')}? ` : '';
      throw usageError(`unknown ${kind} "${name}"`, `${list}available: ${names.join(', ')}`);
    },
  };
}
