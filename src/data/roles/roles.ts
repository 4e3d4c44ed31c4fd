import { dataError, usageError } from '../../errors.js';
import { beyondDoubt, MOST_MARGIN, type Sureness } from '../ballot/ballot.js';
import { columnIndex } from '../cells/column-index.js';
import type { ReadingOptions } from '../reading.js';
import { askedIds, guessIds, idMargin } from './guess-ids.js';
import { guessTarget } from './guess-target.js';
import type { RoleMaterial } from './role-material.js';

/** What each column of a table is for, by index. */
export interface Roles {
  /** Columns that together tell the series apart; mostly one or none. */
  readonly ids: readonly number[];
  readonly targets: readonly number[];
  readonly past: readonly number[];
  readonly future: readonly number[];
  readonly statics: readonly number[];
  /** Why the target is the target, when no flag says so. */
  readonly targetEvidence: string;
  readonly targetSure: Sureness;
  readonly idEvidence: string;
  /** Log-odds that the ids are ids; of none if there are none. */
  readonly idMargin: number;
}

/**
 * The columns' roles: what the user named, and for the rest the documented rules.
 * @throws UserError (exit 2) for a name that is no column, (exit 4) when nothing can be forecast
 */
export function chooseRoles(material: RoleMaterial, options: ReadingOptions): Roles {
  const list = (names: readonly string[] | undefined, flag: string) =>
    (names ?? []).map((name) => columnIndex(material, name, flag));
  const past = list(options.past, '--past');
  const future = list(options.future, '--future');
  const statics = list(options.static, '--static');
  const named = list(options.target, '--target');
  const ids =
    options.id === undefined
      ? guessIds(material, [...past, ...future, ...named])
      : askedIds(material, options.id);
  const base = {
    ids,
    past,
    future,
    statics,
    idEvidence: 'times repeat; with this column each row is its own',
    idMargin: ids.length === 0 ? MOST_MARGIN : idMargin(material, ids),
  };
  for (const column of [...past, ...future]) refuseText(material, column);
  refuseTwoRoles(material, [...named, ...past, ...future, ...statics, ...ids]);
  if (named.length > 0) {
    for (const column of named) requireNumbers(material, column);
    return { ...base, targets: named, targetEvidence: 'as asked', targetSure: beyondDoubt };
  }
  const taken = new Set([...past, ...future, ...statics, ...material.timeColumns, ...ids]);
  const guess = guessTarget(material, taken, ids);
  return {
    ...base,
    targets: [guess.column],
    targetEvidence: guess.evidence,
    targetSure: guess.sure,
  };
}

function refuseTwoRoles({ names }: RoleMaterial, columns: readonly number[]): void {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice === undefined) return;
  throw usageError(
    `column "${names[twice]}" is given two roles`,
    'name it in one of --target, --past, --future, --static and --id only',
  );
}

/** A covariate of words would be read as missing in every row. */
function refuseText({ file, names, types }: RoleMaterial, column: number): void {
  if (types[column] !== 'text') return;
  throw dataError(
    `${file}: column "${names[column]}" holds text, not numbers`,
    'write the covariate as numbers (1 for yes, 0 for no), or give it with --static where a series has one value only',
  );
}

function requireNumbers({ file, names, types }: RoleMaterial, column: number): void {
  if (types[column] === 'number') return;
  const what = types[column] === 'empty' ? 'no value at all' : 'text, not numbers';
  throw dataError(
    `${file}: column "${names[column]}" holds ${what}`,
    'name a column of numbers with --target; `gatecast inspect` lists the columns',
  );
}
