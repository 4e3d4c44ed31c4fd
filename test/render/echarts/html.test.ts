import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { charts } from '../../../src/charts/index.js';
import { chartFromJson, chartToJson } from '../../../src/render/chart-json.js';
import { renderHtml } from '../../../src/render/echarts/html.js';
import type { Report } from '../../../src/render/report.js';
import { tables } from '../../../src/tables/index.js';
import { weatherChart } from '../../charts/real-series.js';
import { sampleResults } from '../../charts/sample-results.js';

const hostile = '<img src=x onerror=alert(1)>"\u001b[31m&';

const report: Report = {
  title: `Seattle ${hostile}`,
  subtitle: 'daily, 2012 to 2015',
  blocks: [
    { kind: 'heading', text: 'Forecast' },
    { kind: 'text', text: hostile },
    { kind: 'list', items: ['one', hostile] },
    { kind: 'code', text: 'gatecast forecast \\\n  file.csv' },
    { kind: 'chart', chart: { ...weatherChart(), title: `temperature </script>${hostile}` } },
    ...tables.entries.flatMap(({ build }) =>
      build(sampleResults).map((table) => ({ kind: 'table', table }) as const),
    ),
    ...charts.entries.flatMap(({ draw }) =>
      draw(sampleResults).map((chart) => ({ kind: 'chart', chart }) as const),
    ),
  ],
};

describe('HTML report', () => {
  it('is the same text every time', async () => {
    expect(await renderHtml(report)).toBe(await renderHtml(report));
  });

  it('asks nothing of the network', async () => {
    const html = await renderHtml(report);
    expect(html).not.toMatch(/<(?:link|iframe|img|object|embed)\b/i);
    expect(html).not.toMatch(/\b(?:src|href|action)\s*=\s*["']?(?:https?:)?\/\//i);
    expect(html).toContain("default-src 'none'");
  });

  it('has no script without a chart, and stays small', async () => {
    const html = await renderHtml({ ...report, blocks: [{ kind: 'text', text: 'only words' }] });
    expect(html).not.toContain('<script');
    expect(html.length).toBeLessThan(6000);
  });

  it('gives a chart back from its JSON as it was', () => {
    const chart = { ...weatherChart(), title: '</script><!--' };
    expect(chartToJson(chart)).not.toContain('<');
    expect(chartFromJson(chartToJson(chart))).toEqual(chart);
  });
});

const executable = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== '' && existsSync(path));

if (executable === undefined) {
  console.warn(
    'NOT TESTED: the HTML report in a browser. No Chromium here; install one or set CHROMIUM_PATH.',
  );
}

describe.skipIf(executable === undefined)('HTML report in Chromium, offline', () => {
  let folder = '';
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requests: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-report-'));
    const file = join(folder, 'report.html');
    await writeFile(file, await renderHtml(report));
    browser = await chromium.launch({
      executablePath: executable!,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const context = await browser.newContext({
      offline: true,
      viewport: { width: 1000, height: 900 },
    });
    page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const firstChart = () => page.locator('.chart').first();
  const axisLabels = () => firstChart().locator('svg text').allTextContents();

  it('draws every chart', async () => {
    const figures = await page.locator('figure').count();
    expect(figures).toBe(report.blocks.filter(({ kind }) => kind === 'chart').length);
    expect(await page.locator('.chart svg').count()).toBe(figures);
    expect(await axisLabels()).toContain('history');
  });

  it('has every table with its rows', async () => {
    const given = report.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
    expect(await page.locator('table').count()).toBe(given.length);
    const rows = given.reduce((sum, table) => sum + table.rows.length, 0);
    expect(await page.locator('tbody tr').count()).toBe(rows);
    expect(await page.locator('caption').allTextContents()).toContain('Forecast');
  });

  it('shows names as text', async () => {
    expect(await page.locator('h1').textContent()).toBe(
      'Seattle <img src=x onerror=alert(1)>"\\x1b[31m&',
    );
    expect(await page.locator('img').count()).toBe(0);
  });

  it('shows date and values where the mouse points', async () => {
    await firstChart().scrollIntoViewIfNeeded();
    const box = (await firstChart().boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.95, box.y + box.height / 2);
    const tooltip = firstChart()
      .locator('div', { hasText: /2016-01-\d\d/ })
      .last();
    await tooltip.waitFor({ state: 'visible', timeout: 5000 });
    expect(await tooltip.textContent()).toMatch(
      /forecast 5\.60[\s\S]*80 % -?\d+\.\d\d to \d+\.\d\d/,
    );
  });

  it('zooms with Ctrl and the wheel, to finer dates', async () => {
    const before = await axisLabels();
    await firstChart().scrollIntoViewIfNeeded();
    const box = (await firstChart().boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.keyboard.down('Control');
    for (let turn = 0; turn < 12; turn++) await page.mouse.wheel(0, -120);
    await page.keyboard.up('Control');
    await expect.poll(axisLabels, { timeout: 5000 }).not.toEqual(before);
  });

  it('shows the charts as pictures where scripts are off', async () => {
    const context = await browser.newContext({ offline: true, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(page.url());
    const pictures = plain.locator('.chart svg');
    expect(await pictures.count()).toBe(await plain.locator('figure').count());
    const { height = 0 } = (await pictures.first().boundingBox()) ?? {};
    const box = await plain.locator('.chart').first().boundingBox();
    expect(height).toBeGreaterThan(300);
    expect(box?.height).toBeCloseTo(height, -1);
    await context.close();
  });

  it('is drawn for paper, whole and without sliders, however wide the window is', async () => {
    await page.setViewportSize({ width: 1500, height: 900 });
    const sizes = () =>
      page
        .locator('.chart svg')
        .evaluateAll((drawn) => drawn.map((svg) => Number(svg.getAttribute('width'))));
    await expect
      .poll(async () => Math.max(...(await sizes())), { timeout: 5000 })
      .toBeGreaterThan(700);
    const onScreen = await axisLabels();
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    expect(Math.max(...(await sizes()))).toBeLessThanOrEqual(700);
    expect(await axisLabels()).toContain('history');
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    expect(Math.max(...(await sizes()))).toBeGreaterThan(700);
    expect(await axisLabels()).toEqual(onScreen);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('fits a telephone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 380, height: 800 });
    const overflow = () =>
      page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await expect.poll(overflow, { timeout: 5000 }).toBeLessThanOrEqual(0);
  });

  it('changes its colours with the reader’s scheme', async () => {
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(await paper()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await paper()).toBe('rgb(15, 23, 42)');
    await expect.poll(() => firstChart().innerHTML(), { timeout: 5000 }).toContain('#4cb5f5');
  });

  it('complained of nothing and asked for nothing but itself', () => {
    expect(complaints).toEqual([]);
    expect(requests).toHaveLength(1);
  });
});
