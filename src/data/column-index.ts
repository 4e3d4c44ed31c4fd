import { usageError } from '../errors.js';
import { nearest } from '../nearest.js';

/**
 * The column of a name, spelled loosely if need be.
 * @throws UserError (exit 2) that offers the nearest names
 */
export function columnIndex(
  { file, names }: { readonly file: string; readonly names: readonly string[] },
  wanted: string,
  flag: string,
): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const plain = (name: string) => name.trim().toLowerCase();
  const loose = names.findIndex((name) => plain(name) === plain(wanted));
  if (loose >= 0) return loose;
  const close = nearest(wanted, names).map((name) => `"${name}"`);
  const shown = names.slice(0, 12).join(', ');
  throw usageError(
    `${file} has no column "${wanted}" (${flag})`,
    `${close.length > 0 ? `did you mean ${close.join(' or ')}? ` : ''}its columns: ${shown}${names.length > 12 ? ', …' : ''}`,
  );
}
