/** A tone is a role, not a colour: each renderer has one palette for all charts. */
export type Tone = 'history' | 'forecast' | 'actual' | 'reference' | 'muted' | 'warning';

export type Mark =
  /** A broken line; NaN in y breaks it. */
  | {
      readonly kind: 'line';
      readonly label: string;
      readonly tone: Tone;
      readonly x: Float64Array;
      readonly y: Float64Array;
    }
  /** A shaded interval; wider bands come first. */
  | {
      readonly kind: 'band';
      readonly label: string;
      readonly tone: Tone;
      readonly x: Float64Array;
      readonly low: Float64Array;
      readonly high: Float64Array;
    }
  | {
      readonly kind: 'points';
      readonly label: string;
      readonly tone: Tone;
      readonly x: Float64Array;
      readonly y: Float64Array;
    }
  /** Bars over a category axis; x holds category positions 0, 1, … */
  | {
      readonly kind: 'bars';
      readonly label: string;
      readonly tone: Tone;
      readonly x: Float64Array;
      readonly y: Float64Array;
    }
  /** A vertical or horizontal line across the chart (the cutoff, a zero line). */
  | {
      readonly kind: 'rule';
      readonly label: string;
      readonly tone: Tone;
      readonly axis: 'x' | 'y';
      readonly at: number;
    };

export type Axis =
  /** Epoch milliseconds, labelled in `zone` (null: as UTC, i.e. wall clock). */
  | { readonly kind: 'time'; readonly label: string; readonly zone: string | null }
  | { readonly kind: 'number'; readonly label: string; readonly scale: 'linear' | 'log' }
  | { readonly kind: 'category'; readonly label: string; readonly categories: readonly string[] };

/** What a chart says, without how it looks. Made in `charts/`, drawn in `render/`. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
  /** A sentence on how to read it. */
  readonly caption?: string;
}
