import type { Chart } from './chart.js';
import type { Table } from './table.js';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** What the page says in a sentence, for who reads no further. */
  | { readonly kind: 'lead'; readonly text: string }
  /** A few numbers in large type. */
  | { readonly kind: 'figures'; readonly items: readonly Figure[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A command line or configuration to repeat the run. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'table'; readonly table: Table };

export interface Figure {
  readonly value: string;
  readonly label: string;
}

/** A page: charts and tables among text, self-contained when drawn as HTML. */
export interface Report {
  readonly title: string;
  readonly subtitle: string;
  /** When and by what the page was made. */
  readonly made?: string;
  readonly blocks: readonly ReportBlock[];
}
