import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presentForecast } from '../../../src/cli/presentations/forecast.js';
import {
  addedUp,
  partsOfScores,
  type ScoreParts,
} from '../../../src/evaluation/scores/score-parts.js';
import { overallScores } from '../../../src/evaluation/scores/scores.js';
import { skillsOf, totalLosses } from '../../../src/evaluation/verdicts/comparisons.js';
import type { Block, Blocks } from '../../../src/store/shards/recorder.js';
import { type ForecastJob, runForecastJob } from '../../../src/workflows/forecast.js';
import { gatecast } from '../gatecast.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatecast-shard-run-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** More series than decide for a panel, some of them too short for a backtest. */
function panelFile(): string {
  const lines = Array.from({ length: 515 }, (_, id) => {
    const rows = id % 40 === 3 ? 2 : 9 - (id % 3);
    return Array.from({ length: rows }, (_, t) => {
      const level = (id % 17) + Math.sin(t + id) * (1 + (id % 5));
      return `s${id},2024-01-${String(t + 1).padStart(2, '0')},${(level + 20).toFixed(3)}`;
    });
  });
  const path = join(folder, 'panel.csv');
  writeFileSync(path, `id,day,v\n${lines.flat().sort().join('\n')}\n`);
  return path;
}

const METRICS = ['mae', 'rmse'];

const jobOf = (file: string): ForecastJob => ({
  files: [file],
  reading: { id: 'id', time: 'day' },
  modelling: {
    models: ['naive', 'drift'],
    levels: [80],
    horizon: 1,
    engine: { name: 'wasm', threads: 1 },
  },
  plan: { windows: 2, stride: 1 },
  metrics: METRICS,
  clock: () => 0,
  version: '0.0.0',
  insight: false,
});

interface Kept extends Omit<Block, 'lines'> {
  readonly text: string;
}
const kept = ({ blocks }: Blocks): Kept[] =>
  Array.from(blocks, ({ section, place, lines }) => ({
    section,
    place,
    text: [...lines].join(''),
  }));
const textOf = (blocks: readonly Kept[]) =>
  [...blocks]
    .sort((a, b) => a.section - b.section || a.place - b.place)
    .map(({ text }) => text)
    .join('');

describe('a forecast in shards', () => {
  it('has the rows of one machine, of forecasts and of the backtest, and the same skipped series', async () => {
    const job = jobOf(panelFile());
    const outcome = await runForecastJob(job, {});
    const whole = presentForecast(outcome, {}, '').shard!();
    const scores: ScoreParts[] = [];
    const blocks = { output: [] as Kept[], forecasts: [] as Kept[] };
    const skipped: string[] = [];
    for (const index of [1, 2]) {
      const shard = { index, count: 2 };
      const asked = { ...job, reading: { ...job.reading, shard } };
      const own = await runForecastJob(asked, {});
      const part = presentForecast(own, { shard }, '').shard!();
      scores.push(partsOfScores(METRICS, [], own.scores.totals, totalLosses(own.backtest)));
      expect(part.decisions).toEqual(whole.decisions);
      expect(part.series).toBeLessThan(0.6 * whole.series);
      blocks.output.push(...kept(part.blocks.output!));
      blocks.forecasts.push(...kept(part.blocks.forecasts!));
      skipped.push(...part.skipped);
    }
    expect(textOf(blocks.output)).toBe(textOf(kept(whole.blocks.output!)));
    expect(textOf(blocks.forecasts)).toBe(textOf(kept(whole.blocks.forecasts!)));
    expect(skipped.sort()).toEqual([...whole.skipped].sort());
    expect(skipped.length).toBeGreaterThan(5);
    const { totals, losses } = addedUp(scores);
    const overall = overallScores(METRICS, [], totals).models;
    expect(overall).toEqual(
      outcome.scores.models.map(({ model, overall: values }) => ({ model, overall: values })),
    );
    const skills = skillsOf(losses);
    for (const { model, skill } of outcome.comparisons) expect(skills.get(model)).toBe(skill);
  });

  it('refuses a model that learns from all series together, and offers what goes', async () => {
    const job = jobOf(panelFile());
    const shard = { index: 1, count: 2 };
    const asked = {
      ...job,
      modelling: { ...job.modelling, models: ['linear'] },
      reading: { ...job.reading, shard },
    };
    await expect(runForecastJob(asked, {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('linear learns from all series together'),
      hint: expect.stringContaining('theta'),
    });
  });
});

describe('the output of a shard', () => {
  it('is named in a folder, left alone by --resume, not written over by another part, and gathered', () => {
    const rows = ['a', 'b', 'c', 'd'].flatMap((id) =>
      [1, 2, 3].map((day) => `${id},2024-01-0${day},${day * 2}`),
    );
    writeFileSync(join(folder, 'small.csv'), `id,day,v\n${rows.join('\n')}\n`);
    const read = ['ingest', 'small.csv', '--id', 'id', '--time', 'day'];
    const run = (...args: string[]) => gatecast([...args], { cwd: folder });
    expect(run(...read, '--shard', '1/1', '--output', './')).toMatchObject({ exitCode: 0 });
    const path = join(folder, 'shard-1-of-1.csv');
    const again = run(...read, '--shard', '1/1', '--output', './', '--resume');
    expect(again.stderr).toContain('is there already');
    const other = run(...read, '--shard', '2/2', '--output', path);
    expect(other).toMatchObject({ exitCode: 0 });
    const clash = run(...read, '--shard', '1/2', '--output', path);
    expect(clash).toMatchObject({ exitCode: 2 });
    expect(clash.stderr).toContain('holds part 2 of 2 of this run');
    run(...read, '--shard', '1/1', '--output', './');
    expect(run('gather', '.', '--output', 'all.csv')).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toBe(readFileSync(path, 'utf8'));
  });

  it('of anomalies leaves open what is one, and gather tells it as one machine does', () => {
    const rows = Array.from({ length: 9 }, (_, id) =>
      Array.from({ length: id === 4 ? 5 : 30 }, (_, t) => {
        const odd = t === 20 && id % 4 === 1 ? 25 : 0;
        const value = 10 + id + ((t * 7 + id) % 5) + odd;
        // A line break in an id must not end its row.
        return `"s,\n${id}",2024-01-${String(t + 1).padStart(2, '0')},${value}`;
      }),
    );
    writeFileSync(join(folder, 'odd.csv'), `id,day,v\n${rows.flat().join('\n')}\n`);
    const run = (...args: string[]) => gatecast([...args], { cwd: folder });
    const judge = ['anomalies', 'odd.csv', '--id', 'id', '--alpha', '0.05'];
    expect(run(...judge, '--output', 'odd-whole.csv')).toMatchObject({ exitCode: 3 });
    for (const part of ['1/2', '2/2']) run(...judge, '--shard', part, '--output', 'odd/');
    const first = readFileSync(join(folder, 'odd/shard-1-of-2.csv'), 'utf8');
    expect(first).toMatch(/^id,day,value,expected,lo,hi,p_alone,anomaly\n/);
    expect(first).not.toMatch(/true|false/);
    const gathered = run('gather', 'odd', '--output', 'odd-all.csv', '--json');
    expect(gathered).toMatchObject({ exitCode: 3 });
    expect(JSON.parse(gathered.stdout)).toMatchObject({ series: 9, skipped: ['s,\n4'] });
    const whole = readFileSync(join(folder, 'odd-whole.csv'), 'utf8');
    expect(readFileSync(join(folder, 'odd-all.csv'), 'utf8')).toBe(whole);
    expect(whole.match(/,true$/gm)).toHaveLength(2);
    const alone = run(...judge, '--shard', '1/2', '--fail-on-anomaly');
    expect(alone).toMatchObject({ exitCode: 2 });
    expect(alone.stderr).toContain('one part alone does not tell what is an anomaly');
  });

  it('of train is a model of its series, whose forecasts are gathered as one machine would have made them', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].flatMap((id, i) =>
      Array.from({ length: 24 }, (_, t) => {
        const day = String(t + 1).padStart(2, '0');
        return `${id},2024-01-${day},${10 + i + ((t * (i + 3)) % 7)}`;
      }),
    );
    writeFileSync(join(folder, 'five.csv'), `id,day,v\n${rows.join('\n')}\n`);
    const run = (...args: string[]) => gatecast([...args], { cwd: folder });
    const panel = ['five.csv', '--id', 'id'];
    const train = ['train', ...panel, '--model', 'theta', '--horizon', '2', '--quiet'];
    for (const k of [1, 2]) {
      run(...train, '--shard', `${k}/2`, '--output', 'own/');
      const model = ['--model', `own/shard-${k}-of-2.gatecast`];
      const served = run('predict', ...panel, ...model, '--shard', `${k}/2`, '--output', 'served/');
      expect(served).toMatchObject({ exitCode: 0 });
    }
    expect(run('gather', 'served', '--output', 'served.csv')).toMatchObject({ exitCode: 0 });
    run(...train, '--output', 'whole.gatecast');
    run('predict', ...panel, '--model', 'whole.gatecast', '--output', 'whole.csv');
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(text('served.csv')).toBe(text('whole.csv'));
    const foreign = ['--model', 'own/shard-1-of-2.gatecast', '--shard', '2/2'];
    const refused = run('predict', ...panel, ...foreign);
    expect(refused).toMatchObject({ exitCode: 2 });
    expect(refused.stderr).toContain('was trained on part 1 of 2 alone');
  });
});
