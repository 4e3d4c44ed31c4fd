import type { Chart } from './chart.js';
import type { Table } from './table.js';

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A command line or configuration to repeat the run. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'table'; readonly table: Table };

/** A page: charts and tables among text, self-contained when drawn as HTML. */
export interface Report {
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly ReportBlock[];
}
