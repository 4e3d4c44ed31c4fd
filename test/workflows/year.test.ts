import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { requireChampion } from '../../src/store/champion.js';
import { modelFolderOf } from '../../src/store/names.js';
import { listRuns, type RunRecord } from '../../src/store/runs.js';
import { verifyModelFolder } from '../../src/store/verify.js';
import { listVersions } from '../../src/store/versions.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { wavy } from '../models/panels.js';
import { csv, date, jobOn } from './nights.js';

const START = 150;
/** The whole year takes a minute or two; the ordinary suite runs its first months. */
const NIGHTS = process.env.GATECAST_ALL_FAULTS ? 365 : 185;
/** From this row on everything is twice as large. */
const REGIME = 290;
const values = wavy(START + NIGHTS, 7, 11).map((value, n) => (n >= REGIME ? 2 * value : value));

/** What goes wrong on some nights, and how the file then looks. */
const accidents: Readonly<Record<number, (text: string, rows: number) => string>> = {
  // The export is late: yesterday's file again.
  20: (_, rows) => csv(rows - 1, (n) => values[n]!),
  // Holidays: two days are missing and never come.
  40: (text) => withoutDays(text, [185, 186]),
  // A day is delivered twice.
  60: (text, rows) => `${text}${date(rows - 1)},${values[rows - 1]!.toFixed(3)}\n`,
  // A corrected row.
  80: (text, rows) =>
    text.replace(new RegExp(`${date(rows - 9)},.*`), `${date(rows - 9)},${values[1]!.toFixed(3)}`),
  // Somebody renames the column for two nights.
  100: (text) => text.replace('visitors', 'guests'),
  101: (text) => text.replace('visitors', 'guests'),
  // The disk of the exporter was full.
  120: (text) => text.slice(0, text.length / 3),
  121: () => '',
};

function withoutDays(text: string, days: readonly number[]): string {
  return text
    .split('\n')
    .filter((line) => !days.some((day) => line.startsWith(date(day))))
    .join('\n');
}

describe('a year of nights', { timeout: 300_000 }, () => {
  let folder = '';
  let runs: RunRecord[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-year-'));
    for (let n = 0; n < NIGHTS; n++) {
      const rows = START + n;
      const text = csv(rows, (row) => values[row]!);
      await writeFile(join(folder, 'data.csv'), accidents[n]?.(text, rows) ?? text);
      await runRetrainJob(jobOn(folder, rows), {}).catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
      });
    }
    runs = (await listRuns(modelFolderOf(join(folder, 'store'), 'visitors'), 999)).reverse();
  }, 300_000);
  afterAll(() => rm(folder, { recursive: true }));

  const outcomeOf = (n: number) => runs[n]!.outcome;

  it('has a record for every night', () => {
    expect(runs).toHaveLength(NIGHTS);
    expect(outcomeOf(0)).toBe('promoted');
  });

  it('had nothing to do when the file was late, and failed on broken files alone', () => {
    expect(outcomeOf(20)).toBe('nothing-to-do');
    const failed = [...runs.keys()].filter((n) => outcomeOf(n) === 'failed');
    expect(failed).toStrictEqual([100, 101, 120, 121]);
    for (const n of failed) expect(runs[n]).toMatchObject({ exitCode: 4, summary: /./ });
    for (const n of failed) expect(runs[n]!.champion).toBe(runs[n - 1]!.champion);
  });

  it('went on after every accident', () => {
    for (const n of [40, 60, 80, 102, 122]) {
      expect(['promoted', 'kept']).toContain(outcomeOf(n));
    }
  });

  it('kept a champion only for a reason that the run record tells', () => {
    const kept = runs.filter(({ outcome }) => outcome === 'kept');
    for (const { summary, exitCode } of kept) {
      expect(exitCode).toBe(3);
      expect(summary).toMatch(/^the champion stays; the challenger has \d+\.\d % more error than/);
    }
  });

  it('let a baseline serve in the new regime until a model was worth it again', () => {
    const regime = REGIME - START;
    const fallbacks = [...runs.keys()].filter((n) => outcomeOf(n) === 'fallback');
    expect(fallbacks[0]).toBeGreaterThan(regime);
    expect(fallbacks[0]).toBeLessThan(regime + 10);
    for (const n of fallbacks) {
      expect(runs[n]).toMatchObject({ exitCode: 3, published: [{}] });
      expect(runs[n]!.summary).toMatch(/^(seasonal-)?naive serves as fallback .* more error than/);
    }
    // A fast year ends before that.
    if (NIGHTS > 300) {
      expect(runs.slice(fallbacks[0]).map(({ outcome }) => outcome)).toContain('promoted');
    }
  });

  it('noticed the change of regime', () => {
    const warned = runs.filter(({ details }) => JSON.stringify(details).includes('the mean'));
    const nights = warned.map(({ run }) => runs.findIndex((each) => each.run === run));
    expect(nights.some((n) => n >= REGIME - START && n <= REGIME - START + 20)).toBe(true);
  });

  it('ends with a whole store, the champion of the last change and no more versions than asked for', async () => {
    const modelFolder = modelFolderOf(join(folder, 'store'), 'visitors');
    expect(await verifyModelFolder(modelFolder)).toStrictEqual([]);
    expect((await listVersions(modelFolder)).length).toBeLessThanOrEqual(6);
    const { facts } = await requireChampion(modelFolder);
    const changes = ['promoted', 'fallback'];
    const stays = runs.findLastIndex(({ outcome }) => changes.includes(outcome));
    expect(facts.version).toBe(runs[stays]!.champion);
  });
});
