/** Roles, not colours: each renderer has one palette for all charts. */
const tones = ['history', 'forecast', 'actual', 'reference', 'muted', 'warning'] as const;

/** For marks that are alike, such as one line a model: told apart by colour and by dash or glyph. */
const seriesTones = [
  'series-1',
  'series-2',
  'series-3',
  'series-4',
  'series-5',
  'series-6',
] as const;

export type Tone = (typeof tones)[number] | (typeof seriesTones)[number];

/** The tone of the `index`-th of several marks that are alike. */
export const seriesTone = (index: number): Tone => seriesTones[index % seriesTones.length]!;

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
      /** Written beside the points. */
      readonly names?: readonly string[];
    }
  /** Bars over a category axis; x holds category positions 0, 1, … */
  | {
      readonly kind: 'bars';
      readonly label: string;
      readonly tone: Tone;
      readonly x: Float64Array;
      readonly y: Float64Array;
    }
  /** Coloured cells, a row a category of the y axis: from -1 in `lowTone` over 0 to 1 in `tone`. */
  | {
      readonly kind: 'heat';
      readonly label: string;
      readonly tone: Tone;
      readonly lowTone: Tone;
      readonly x: Float64Array;
      /** NaN is an empty cell. // (categories) × (x) */
      readonly rows: readonly Float64Array[];
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
