import { usageError } from '../../errors.js';
import { columnIndex } from '../cells/column-index.js';

/** Between the names of the columns that make one axis. */
export const TIME_JOINT = ' ';

/**
 * The columns that the user named as time: none, one, or its parts; one name may be those of several
 * columns that a former reading joined.
 * @throws UserError (exit 2) for a name that is no column, or one that is given twice
 */
export function askedTimes(
  table: { readonly file: string; readonly names: readonly string[] },
  asked: string | readonly string[],
): number[] {
  const wanted = typeof asked === 'string' ? [asked] : asked;
  const columns = wanted.flatMap(
    (name) =>
      (table.names.includes(name) ? null : joinedNames(table.names, name)) ?? [
        columnIndex(table, name, '--time'),
      ],
  );
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice === undefined) return columns;
  throw usageError(
    `column "${table.names[twice]}" is named twice (--time)`,
    'name each part of the time once',
  );
}

/** Positions of names that a text joins; null where it joins none. */
function joinedNames(names: readonly string[], text: string): number[] | null {
  const whole = names.indexOf(text);
  if (whole >= 0) return [whole];
  for (const [j, name] of names.entries()) {
    if (name === '' || !text.startsWith(`${name}${TIME_JOINT}`)) continue;
    const rest = joinedNames(names, text.slice(name.length + TIME_JOINT.length));
    if (rest) return [j, ...rest];
  }
  return null;
}
