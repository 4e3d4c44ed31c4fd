import type { TimeAxis } from './axis/time-axis.js';
import type { DecimalDecision } from './cells/decimal.js';
import { readNumbers } from './cells/number-column.js';
import type { ColumnType, Finding, Guess } from './reading.js';
import type { Roles } from './roles/roles.js';
import type { Table } from './rows/table.js';

/** A table with its meaning: what each column is, and when each row was. */
export interface Understanding {
  readonly table: Table;
  readonly types: readonly ColumnType[];
  readonly decimal: DecimalDecision;
  readonly missing: ReadonlySet<string>;
  /** Numbers such as -999 that stand for "no value", by column. */
  readonly sentinels: readonly (readonly number[])[];
  readonly axis: TimeAxis;
  /** Instants where the file or the user gave a zone, otherwise wall clock; NaN rows have no time. // (rows) */
  readonly times: Float64Array;
  readonly zone: string | null;
  /** The zone was found out from an hour that comes twice. */
  readonly zoneGuessed?: true;
  readonly roles: Roles;
  readonly findings: readonly Finding[];
  readonly guesses: readonly Guess[];
}

/** Everything about a table that can be known before roles are decided; `inspect` shows it even alone. */
export type Outline = Omit<Understanding, 'roles'>;

/** The numbers of a column as the whole reading understands them. */
export const numbersOf = (known: Outline, j: number) =>
  readNumbers(known.table.columns[j]!, known.decimal.marks[j]!, known.missing, known.sentinels[j]);
