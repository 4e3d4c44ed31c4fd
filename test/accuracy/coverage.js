// What intervals held on the M1 series and the hourly ones of M4, by level, panel size and frequency.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LEVELS = [50, 80, 95];
const MODELS = ['theta', 'ets'];
/** Series backtested one by one, and together. */
const SINGLES = 10;
const SIZES = [20, Number.POSITIVE_INFINITY];

const sets = [
  { frequency: 'yearly', data: 'm1', season: 1, horizon: 6 },
  { frequency: 'quarterly', data: 'm1', season: 4, horizon: 8 },
  { frequency: 'monthly', data: 'm1', season: 12, horizon: 12 },
  { frequency: 'hourly', data: 'm4-hourly', season: 24, horizon: 24 },
];

/** Lines of each series of a set that holds three horizons. */
function seriesOf(folder, { frequency, horizon }) {
  const [head, ...lines] = readFileSync(join(folder, 'train.csv'), 'utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const [period, step, value] = ['period', 'step', 'value'].map((name) => names.indexOf(name));
  const series = new Map();
  for (const line of lines) {
    const cells = line.split(',');
    if (period >= 0 && cells[period] !== frequency) continue;
    const rows = series.get(cells[0]) ?? [];
    rows.push(`${cells[0]},${cells[step]},${cells[value]}`);
    series.set(cells[0], rows);
  }
  return [...series.values()].filter((rows) => rows.length >= 3 * horizon);
}

const spread = (all, count) =>
  all.length <= count
    ? all
    : Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]);

/**
 * Prints the table.
 * @param placeOf gives the folder of a set, or null
 * @param backtest runs one and gives its JSON document
 */
export function printCoverage(placeOf, scratch, backtest) {
  console.log(
    `\n| frequency | series | model | ${LEVELS.map((level) => `${level} %`).join(' | ')} |`,
  );
  console.log(`|---|---|---|${'---|'.repeat(LEVELS.length)}`);
  for (const set of sets) {
    const folder = placeOf(set);
    if (folder === null) continue;
    const all = seriesOf(folder, set);
    const panels = [
      { name: `${SINGLES} × 1`, parts: spread(all, SINGLES).map((rows) => [rows]) },
      ...SIZES.map((size) => spread(all, size)).map((some) => ({
        name: some.length,
        parts: [some],
      })),
    ];
    for (const { name, parts } of panels) {
      const documents = parts.map((part) => {
        const file = join(scratch, 'coverage.csv');
        writeFileSync(file, `id,step,value\n${part.flat().join('\n')}\n`);
        return backtest(
          [
            ...[file, '--id', 'id', '--time', 'step', '--target', 'value'],
            ...['--season', set.season, '--horizon', set.horizon, '--levels', LEVELS.join(',')],
            ...[...MODELS.flatMap((model) => ['--model', model]), '--metric', 'coverage'],
          ].map(String),
        );
      });
      for (const model of ['naive', ...MODELS]) {
        const held = LEVELS.map((level) => {
          const shares = documents.map(
            ({ scores }) =>
              scores.find((each) => each.model === model && each.id === null)[`coverage_${level}`],
          );
          return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
        });
        console.log(
          `| ${set.frequency} | ${name} | ${model} | ${held.map((share) => share.toFixed(1)).join(' | ')} |`,
        );
      }
    }
  }
}
