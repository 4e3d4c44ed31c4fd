/** A model that `auto` may combine. */
export interface Candidate {
  /** Its name in the registry. */
  readonly name: string;
  /** What it is, in the sentence that says what a forecast consists of. */
  readonly words: string;
  /** Picks that it begins with, where others that are good begin with one: what is known before any row is seen. */
  readonly prior?: number;
  /** Rows of a series up to which its time is no burden; longer ones leave it out. */
  readonly mostRows?: number;
  /** Series of a panel up to which its time is no burden; more leave it out. */
  readonly mostSeries?: number;
}

/** The models that `auto` weighs against each other, where a registry has them. */
export const candidates: readonly Candidate[] = [
  { name: 'pretrained', words: 'pretrained recurrent network', prior: 3 },
  { name: 'gru', words: 'gru trained on these rows' },
  { name: 'linear', words: 'linear' },
  { name: 'theta', words: 'theta' },
  { name: 'ets', words: 'ets', mostSeries: 2000, mostRows: 2000 },
  { name: 'naive2', words: 'naive2' },
  { name: 'seasonal-naive', words: 'seasonal naive' },
  { name: 'naive', words: 'naive' },
  { name: 'drift', words: 'drift' },
];
