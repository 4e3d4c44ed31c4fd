import { createRequire } from 'node:module';
import type { Chart } from '../chart.js';
import { chartToJson } from '../chart-json.js';
import type { Figure, Report, ReportBlock } from '../report.js';
import { escapeHtml } from './escape-html.js';
import { htmlTable } from './html-table.js';
import { pageStyle, pictureStyle } from './page-style.js';
import { naturalHeight, renderSvg } from './svg.js';

/** Nothing may be loaded from anywhere: what the page needs is in the page. */
const POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";

/**
 * The report as one HTML file that works without a network: charts with zoom and tooltip (and as
 * pictures where scripts are off), light and dark, and a form for paper.
 */
export async function renderHtml(report: Report): Promise<string> {
  const blocks: string[] = [];
  for (const [index, block] of report.blocks.entries()) blocks.push(await htmlBlock(block, index));
  const hasCharts = report.blocks.some(({ kind }) => kind === 'chart');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="gatecast">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<title>${escapeHtml(report.title)}</title>`,
    `<style>${pageStyle}</style>`,
    `<noscript><style>${pictureStyle}</style></noscript>`,
    '</head>',
    '<body><main>',
    `<header><h1>${escapeHtml(report.title)}</h1><p>${escapeHtml(report.subtitle)}</p></header>`,
    ...blocks,
    ...(report.made === undefined ? [] : [`<footer>${escapeHtml(report.made)}</footer>`]),
    '</main>',
    ...(hasCharts ? [`<script>${pageScript()}</script>`] : []),
    '</body></html>',
    '',
  ].join('\n');
}

async function htmlBlock(block: ReportBlock, index: number): Promise<string> {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case 'text':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'lead':
      return `<p class="lead">${escapeHtml(block.text)}</p>`;
    case 'figures':
      return `<dl class="figures">${block.items.map(htmlFigure).join('')}</dl>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'code':
      // Line breaks mean something here and are kept.
      return `<pre><code>${block.text.split('\n').map(escapeHtml).join('\n')}</code></pre>`;
    case 'chart':
      return chartFigure(block.chart, index);
    case 'table':
      return htmlTable(block.table);
  }
}

const htmlFigure = ({ value, label }: Figure) =>
  `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`;

async function chartFigure(chart: Chart, index: number): Promise<string> {
  const picture = await renderSvg(chart, { idPrefix: `chart-${index}` });
  const caption = chart.caption === undefined ? '' : escapeHtml(chart.caption);
  const title = escapeHtml(chart.title);
  const height = chart.x.kind === 'category' ? ` style="height:${naturalHeight(chart)}px"` : '';
  return [
    '<figure data-chart>',
    `<h3>${title}</h3>`,
    `<div class="chart" role="img" aria-label="${title}"${height}>`,
    `<noscript>${picture.trim()}</noscript></div>`,
    `<script type="application/json">${chartToJson(chart)}</script>`,
    ...(caption === '' ? [] : [`<figcaption>${caption}</figcaption>`]),
    '</figure>',
  ].join('\n');
}

/** The bundle of `page/main.ts` and ECharts, which the build makes. */
function pageScript(): string {
  const bundle: unknown = createRequire(import.meta.url)('../../../dist/render/page/bundle.cjs');
  if (typeof bundle !== 'string') throw new Error('the report script is not text: build again');
  return bundle;
}
