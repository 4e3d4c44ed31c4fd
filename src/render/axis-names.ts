import type { Chart } from './chart.js';

/** What the y axis measures; empty when the title says it already, or bars carry their numbers. */
export function yName({ x, y, title }: Chart): string {
  const said = title.toLowerCase().includes(y.label.toLowerCase());
  return said || x.kind === 'category' || y.kind === 'category' ? '' : y.label;
}

/** What the x axis counts; dates and categories explain themselves. */
export const xName = ({ x }: Chart) => (x.kind === 'number' ? x.label : '');
