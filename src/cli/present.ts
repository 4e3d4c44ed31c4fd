import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { usageError } from '../errors.js';
import type { Chart } from '../render/chart.js';
import { formats } from '../render/index.js';
import type { RenderSettings } from '../render/output-format.js';
import { plainPainter } from '../render/painter.js';
import type { Report } from '../render/report.js';
import type { Table } from '../render/table.js';
import { wrap } from '../render/text-width.js';
import { type FileContents, writeFileAtomic } from '../store/atomic.js';
import { inLargeChunks } from '../store/chunks.js';
import { visibleLines, visibleText } from '../visible-text.js';
import { madeBy } from './made-by.js';
import { openPage } from './open-page.js';
import {
  asksForReport,
  checkEnding,
  endingOf,
  formatOf,
  type PresentFlags,
  pageOf,
} from './output-files.js';
import { colorPainter, type Terminal, terminalOf } from './painter.js';
import type { ShardParts } from './shards/shard-result.js';

/** What a command has to show, in every form that may be asked for. */
export interface Presentation {
  /** The JSON document's own keys. */
  readonly document: Readonly<Record<string, unknown>>;
  /** The rows that a pipe, `--output` and every format but `table` get. */
  readonly main: () => Table;
  /** What it comes to, in lines for a person: above all, with the chart below them. */
  readonly answer?: () => readonly string[];
  /** What a person sees, in order. */
  readonly tables: () => readonly Table[];
  /** Sentences for people, after the tables. */
  readonly remarks: readonly string[];
  /** Null where there is nothing to draw. */
  readonly chart: () => Chart | null;
  /** What the chart leaves out, said where it is drawn or written as a picture. */
  readonly chartNote?: string;
  readonly report: () => Report;
  /** Text to be copied as it is, which a table would cut; shown where no format is asked for. */
  readonly plain?: string;
  /** What a pipe gets instead of `main`, when it is made line by line. */
  readonly lines?: Iterable<string>;
  /** Further files that were asked for, whole or in pieces. */
  readonly files?: readonly {
    readonly path: string;
    readonly contents: string | Uint8Array | Iterable<string>;
  }[];
  /** What a shard keeps of it. */
  readonly shard?: () => ShardParts;
  /** What the run took: talk, not a result. */
  readonly cost?: string;
  /** 3: done, but something asked for was not reached. */
  readonly exitCode?: 3;
}

/** Writes files first, whole or not at all, and standard output last. */
export async function present(
  presentation: Presentation,
  flags: PresentFlags,
  talk: (text: string) => void,
  draw: (drawing: string) => void,
): Promise<void> {
  const terminal = terminalOf(process.stdout, process.env, flags.color);
  const drawings = await drawFiles([flags['chart-file'], flags.report], presentation);
  if (flags.output !== undefined) {
    const format = flags.format ?? formatOf(flags.output);
    const text =
      format === undefined && presentation.plain !== undefined
        ? presentation.plain
        : mainText(presentation, format ?? 'csv', fileSettings(flags));
    await writeFileAtomic(flags.output, text);
    talk(`wrote ${flags.output}`);
  }
  for (const { path, contents } of [...drawings, ...(presentation.files ?? [])]) {
    await writeFileAtomic(path, contents);
    talk(`wrote ${path}`);
  }
  if (flags.open === true) await openPage(pageOf(flags)!, talk);
  if (flags['chart-file'] !== undefined) tellChartNote(presentation, flags, talk);
  if (presentation.cost !== undefined) talk(presentation.cost);
  if (flags.json !== true) await printResult(presentation, flags, terminal, talk, draw);
}

async function printResult(
  presentation: Presentation,
  flags: PresentFlags,
  terminal: Terminal,
  talk: (text: string) => void,
  draw: (drawing: string) => void,
): Promise<void> {
  const toFile = flags.output !== undefined;
  if (toFile && !terminal.interactive) return;
  // A pipe gets the data as they are; a person's terminal never gets control characters out of them.
  const shown = (text: string) => (terminal.interactive ? visibleLines(text) : text);
  if (!toFile && flags.format === undefined && presentation.plain !== undefined) {
    process.stdout.write(shown(presentation.plain));
    return;
  }
  const format = toFile ? 'table' : (flags.format ?? (terminal.interactive ? 'table' : 'csv'));
  const settings = terminalSettings(flags, terminal);
  const wantsChart = flags.chart ?? (format === 'table' && terminal.interactive);
  const chart = wantsChart ? presentation.chart() : null;
  const drawing = chart ? await drawTerminal(chart, settings) : '';
  if (chart && flags['chart-file'] === undefined) tellChartNote(presentation, flags, talk);
  if (format !== 'table') {
    await pipeline(
      Readable.from(inLargeChunks(mapped(mainText(presentation, format, settings), shown))),
      process.stdout,
      { end: false },
    );
    if (drawing !== '') draw(drawing);
    return;
  }
  const text = formats.get('table').render(presentation.tables(), settings);
  const prose = (sentences: readonly string[]) =>
    sentences
      .flatMap((sentence) => wrap(visibleText(sentence), settings.width))
      .map((line) => `${line}\n`)
      .join('');
  const remarks = prose(presentation.remarks);
  const said = prose(presentation.answer?.() ?? []);
  const answer = settings.unicode ? said : said.replaceAll('±', '+/-').replaceAll('·', '|');
  const parts = answer === '' ? [text, remarks, drawing] : [answer, drawing, text, remarks];
  process.stdout.write(parts.filter((part) => part !== '').join('\n'));
}

function* mapped(texts: Iterable<string>, change: (text: string) => string): Generator<string> {
  for (const text of texts) yield change(text);
}

/** A report has nothing left out. */
function tellChartNote(
  { chartNote }: Presentation,
  flags: PresentFlags,
  talk: (text: string) => void,
): void {
  if (chartNote !== undefined && !asksForReport(flags)) talk(chartNote);
}

/** What a file with this ending gets: the chart, the report, or the main rows in a format. */
export async function fileContents(
  path: string,
  presentation: Presentation,
  flags: PresentFlags,
): Promise<FileContents> {
  checkEnding(path);
  const format = formatOf(path);
  return format === undefined
    ? drawFile(path, presentation)
    : mainText(presentation, format, fileSettings(flags));
}

/** The main rows in a format; CSV that is made line by line stays so. */
function mainText(
  { main, lines }: Presentation,
  format: string,
  settings: RenderSettings,
): Iterable<string> {
  if (lines && format === 'csv') return lines;
  return [formats.get(format).render([main()], settings)];
}

const fileSettings = (flags: PresentFlags): RenderSettings => ({
  width: 120,
  unicode: flags.ascii !== true,
  paint: plainPainter,
  rawText: flags['raw-text'] === true,
});

const terminalSettings = (flags: PresentFlags, terminal: Terminal): RenderSettings => ({
  ...fileSettings(flags),
  width: terminal.columns,
  paint: colorPainter(terminal),
});

async function drawTerminal(chart: Chart, settings: RenderSettings): Promise<string> {
  const { renderTerminalChart } = await import('../render/terminal/draw-chart.js');
  return renderTerminalChart(chart, settings);
}

/** Drawn before anything is written: a chart that fails leaves nothing half done. */
async function drawFiles(paths: readonly (string | undefined)[], presentation: Presentation) {
  const asked = new Set(paths.filter((path) => path !== undefined));
  const drawings: { readonly path: string; readonly contents: string | Uint8Array }[] = [];
  for (const path of asked) drawings.push({ path, contents: await drawFile(path, presentation) });
  return drawings;
}

async function drawFile(path: string, presentation: Presentation): Promise<string | Uint8Array> {
  const kind = endingOf(path);
  if (kind === '.html') {
    const { renderHtml } = await import('../render/echarts/html.js');
    return renderHtml({ ...presentation.report(), made: madeBy(new Date()) });
  }
  const chart = presentation.chart();
  if (!chart) {
    throw usageError(`--chart-file: there is no chart to write to ${path}`, 'leave the flag out');
  }
  if (kind === '.svg') {
    const { renderSvg } = await import('../render/echarts/svg.js');
    return renderSvg(chart);
  }
  const { renderPng } = await import('../render/echarts/png.js');
  return renderPng(chart);
}
