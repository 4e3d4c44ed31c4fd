import type { UserError } from '../errors.js';
import type { Panel } from './panel/panel.js';
import type { Finding, Guess, SourceSummary } from './reading.js';

export interface Reading {
  readonly panel: Panel;
  readonly sources: readonly SourceSummary[];
  readonly findings: readonly Finding[];
  readonly guesses: readonly Guess[];
}

/** A reading for people to look at: where no panel came of the files, the reason stands in its place. */
export interface Inspection extends Omit<Reading, 'panel'> {
  readonly panel: Panel | null;
  readonly problem: UserError | null;
}
