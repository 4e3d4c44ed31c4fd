import type { Chart, Mark } from '../chart.js';
import { numberFormat } from '../number-format.js';
import { escapeHtml } from './escape-html.js';
import type { Palette } from './palette.js';

/** What ECharts tells about the place that is pointed at, as far as it is used here. */
interface Hit {
  readonly axisValue: number | string;
  readonly dataIndex: number;
}

/** HTML of the tooltip: the place on the x axis, and every mark's value there. */
export function tooltipText(chart: Chart, palette: Palette, hits: unknown): string {
  const [hit] = hits as readonly Hit[];
  if (!hit) return '';
  const x = chart.x.kind === 'category' ? hit.dataIndex : Number(hit.axisValue);
  const found = chart.marks
    .map((mark) => ({ mark, values: valuesAt(mark, x) }))
    .filter(({ values }) => values.length > 0);
  const format = numberFormat(found.flatMap(({ values }) => values));
  const lines = found.map(({ mark, values }) => {
    const dot = `<span style="color:${palette.tones[mark.tone]}">●</span>`;
    return `${dot} ${escapeHtml(mark.label)} <b>${values.map(format).join(' to ')}</b>`;
  });
  // Marks are drawn from the back to the front; the front is what people look for first.
  return [`<b>${escapeHtml(placeText(chart, hit))}</b>`, ...lines.reverse()].join('<br>');
}

function placeText({ x }: Chart, { axisValue }: Hit): string {
  if (x.kind === 'category') return String(axisValue);
  if (x.kind === 'number') return `${x.label} ${axisValue}`;
  const [date = '', clock = ''] = new Date(Number(axisValue)).toISOString().split('T');
  const time = clock.replace(/(:00)?\.000Z$/, '').replace('Z', '');
  return time === '00:00' ? date : `${date} ${time}`;
}

function valuesAt(mark: Mark, x: number): number[] {
  if (mark.kind === 'rule' || mark.kind === 'heat') return [];
  const index = mark.x.indexOf(x);
  if (index < 0) return [];
  const values = mark.kind === 'band' ? [mark.low[index]!, mark.high[index]!] : [mark.y[index]!];
  return values.every(Number.isFinite) ? values : [];
}
