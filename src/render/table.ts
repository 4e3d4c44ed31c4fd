/** A cell: text, a number (NaN and null print as empty), or a number with its meaning already decided. */
export type Cell = string | number | null;

export interface Column {
  readonly label: string;
  /** Key in JSON and header in CSV; defaults to the label. */
  readonly key?: string;
  readonly align: 'left' | 'right';
  /** Significant digits for numbers on a terminal, in markdown and HTML; CSV and JSON are always exact. */
  readonly digits?: number;
  /** Columns of one unit are shown with the same decimals. */
  readonly unit?: string;
  /** Holds sentences: on a narrow terminal they go on in further lines instead of being cut. */
  readonly wrap?: boolean;
  /** Shown as a percentage (0.12 -> 12.0 %; with two digits or fewer 12 %). */
  readonly percent?: boolean;
}

/** What a table says, without how it looks. Made in `tables/`, drawn in `render/`. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Row indices to set off (the best model, the model asked for). */
  readonly emphasis?: readonly number[];
  /** Sentences under the table. */
  readonly notes?: readonly string[];
}
