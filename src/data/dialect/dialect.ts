import type { Sureness } from '../ballot/ballot.js';

/** How a text is cut into cells. */
export interface Dialect {
  /** One or more characters; a blank with `blanks`; empty when there is one column. */
  readonly delimiter: string;
  /** Cells stand apart by runs of blanks or tabs. */
  readonly blanks: boolean;
  readonly quote: '"' | "'" | null;
  /** What makes a quote inside quotes a character: the quote itself or a backslash. */
  readonly escape: '"' | "'" | '\\';
  /** Lines that begin with this are remarks. */
  readonly comment: string | null;
  /** Blanks stand beside the delimiters and belong to no cell. */
  readonly padded: boolean;
}

export interface DialectGuess {
  readonly dialect: Dialect;
  readonly evidence: string;
  readonly sure: Sureness;
}
