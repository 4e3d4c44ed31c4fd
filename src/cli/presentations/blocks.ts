import type { Panel } from '../../data/panel/panel.js';
import { isInShard, type Shard } from '../../data/panel/shard.js';
import { panelLines } from '../../data/panel/write-panel.js';
import type { Backtest } from '../../evaluation/backtest.js';
import { csvField, tableLines } from '../../render/csv-format.js';
import type { Table } from '../../render/table.js';
import type { Block, Blocks } from '../../store/shards/recorder.js';
import type { SeriesForecast } from '../../tables/results.js';
import type { Planned } from '../../workflows/planning/planned.js';
import type { AnomaliesOutcome } from '../../workflows/series/anomalies.js';

/** How many rows of a table are of one series. */
interface Run {
  readonly model: string;
  /** Index into the panel's series. */
  readonly series: number;
  readonly rows: number;
}

/** Where a series begins in the input. */
const placeOf = (panel: Panel, series: number) => panel.series[series]!.place ?? series;

/** A table's lines with whose they are; a section for each model, in order. */
function blocksOf(panel: Panel, table: Table, runs: Iterable<Run>, rawText: boolean): Blocks {
  const lines = tableLines(table, rawText);
  const { value: header } = lines.next();
  const sections = new Map<string, number>();
  function* next(count: number) {
    for (let i = 0; i < count; i++) yield lines.next().value as string;
  }
  function* blocks(): Generator<Block> {
    for (const { model, series, rows } of runs) {
      const section = sections.get(model) ?? sections.size;
      sections.set(model, section);
      yield { section, place: placeOf(panel, series), lines: next(rows) };
    }
  }
  return { header: header ?? '', blocks: blocks() };
}

/** The rows of a forecast, or of the totals or paths that stand for them. */
export function forecastBlocks(
  panel: Panel,
  table: Table,
  forecasts: readonly SeriesForecast[],
  { totals, paths }: Planned,
  rawText: boolean,
): Blocks {
  const runs =
    totals.length > 0
      ? totals.map((each) => ({ ...each, rows: each.totals.length }))
      : paths.length > 0
        ? paths.map((each) => ({ ...each, rows: each.values.length * each.times.length }))
        : forecasts.map((each) => ({ ...each, rows: each.times.length }));
  return blocksOf(panel, table, runs, rawText);
}

/** The long rows of a backtest. */
export function backtestBlocks(
  panel: Panel,
  table: Table,
  { results, origins, horizon, series }: Backtest,
  rawText: boolean,
): Blocks {
  const positions = new Map(panel.series.map((one, at) => [one.times, at]));
  const runs = results.flatMap(({ model }) =>
    origins.map((origin) => ({
      model,
      rows: horizon,
      series: positions.get(series[origin.series]!.times)!,
    })),
  );
  return blocksOf(panel, table, runs, rawText);
}

/** The judged rows of the series of a panel. */
export function anomalyBlocks(
  panel: Panel,
  table: Table,
  judged: AnomaliesOutcome['judged'],
  rawText: boolean,
): Blocks {
  const runs = judged.map(({ length: rows }, series) => ({ model: '', series, rows }));
  return blocksOf(panel, table, runs, rawText);
}

/** The rows of the series of a panel, or of a shard of it. */
export function panelBlocks(panel: Panel, shard: Shard | undefined, rawText: boolean): Blocks {
  const { header, groups } = panelLines(panel, (text) => csvField(text, rawText));
  function* blocks(): Generator<Block> {
    for (const { first, lines } of groups)
      if (shard === undefined || isInShard(first.id, shard))
        yield { section: 0, place: first.place ?? 0, lines };
  }
  return { header, blocks: blocks() };
}

/** All lines, the header first. */
export function* blockLines({ header, blocks }: Blocks): Generator<string> {
  yield header;
  for (const { lines } of blocks) yield* lines;
}
