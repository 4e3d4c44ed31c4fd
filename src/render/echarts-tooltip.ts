import type { Chart, Mark } from '../charts/chart.js';
import { escapeHtml } from './escape-html.js';
import { numberFormat } from './number-format.js';
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
  const lines = chart.marks.flatMap((mark) => {
    const value = valueAt(mark, x);
    if (value === null) return [];
    const dot = `<span style="color:${palette.tones[mark.tone]}">●</span>`;
    return [`${dot} ${escapeHtml(mark.label)} <b>${value}</b>`];
  });
  // Marks are drawn from the back to the front; the front is what people look for first.
  return [`<b>${escapeHtml(placeText(chart, hit))}</b>`, ...lines.reverse()].join('<br>');
}

function placeText({ x }: Chart, { axisValue }: Hit): string {
  if (x.kind !== 'time')
    return x.kind === 'category' ? String(axisValue) : `${x.label} ${axisValue}`;
  const [date = '', clock = ''] = new Date(Number(axisValue)).toISOString().split('T');
  const time = clock.replace(/(:00)?\.000Z$/, '').replace('Z', '');
  return time === '00:00' ? date : `${date} ${time}`;
}

function valueAt(mark: Mark, x: number): string | null {
  if (mark.kind === 'rule') return null;
  const index = mark.x.indexOf(x);
  if (index < 0) return null;
  const values = mark.kind === 'band' ? [mark.low[index]!, mark.high[index]!] : [mark.y[index]!];
  if (!values.every(Number.isFinite)) return null;
  const format = numberFormat(values, 5);
  return values.map(format).join(' to ');
}
