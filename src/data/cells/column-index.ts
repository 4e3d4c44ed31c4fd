import { UserError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import { shellWord } from '../../shell-word.js';

/** A file lacks a column that was asked for: exit 2, with the nearest names. */
export class MissingColumnError extends UserError {
  readonly file: string;
  readonly column: string;

  constructor(file: string, column: string, flag: string, hint: string) {
    super(`${file} has no column "${column}" (${flag})`, hint, 2);
    this.file = file;
    this.column = column;
  }
}

/**
 * The column of a name, spelled loosely if need be.
 * @throws MissingColumnError (exit 2) that offers the nearest names
 */
export function columnIndex(
  { file, names }: { readonly file: string; readonly names: readonly string[] },
  wanted: string,
  flag: string,
): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const plain = (name: string) => name.trim().toLowerCase();
  const find = (text: string) => names.findIndex((name) => plain(name) === plain(text));
  const loose = find(wanted);
  if (loose >= 0) return loose;
  const parts = wanted.split(',').map((part) => names[find(part)]);
  if (parts.length > 1 && !parts.includes(undefined)) {
    const each = parts.map((name) => `${flag} ${shellWord(name!)}`).join(' ');
    throw new MissingColumnError(file, wanted, flag, `name each by itself: ${each}`);
  }
  const close = nearest(wanted, names).map((name) => `"${name}"`);
  const shown = names.slice(0, 12).join(', ');
  throw new MissingColumnError(
    file,
    wanted,
    flag,
    `${close.length > 0 ? `did you mean ${close.join(' or ')}? ` : ''}its columns: ${shown}${names.length > 12 ? ', …' : ''}`,
  );
}

/** Between the names, and the values, of several id columns. */
export const ID_JOINT = ' / ';
