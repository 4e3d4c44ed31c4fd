import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StoppedError } from '../../src/errors.js';
import { trialFile } from '../../src/store/trial-file.js';
import { runTuneJob, type TuneJob, type TuneOutcome } from '../../src/workflows/tune.js';
import { daily, wave } from '../cli/samples.js';

const folder = mkdtempSync(join(tmpdir(), 'gatecast-tune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS = 150;
const TEST = 20;
const file = join(folder, 'sales.csv');
writeFileSync(file, daily(ROWS, wave));

const describeChoice = async ({ choice, trials }: TuneOutcome) =>
  JSON.stringify({ choice, trials });

function jobFor(output: string, more: Partial<TuneJob> = {}): TuneJob {
  return {
    files: [file],
    reading: { target: ['value'] },
    modelling: {
      models: ['gru'],
      horizon: 3,
      options: { epochs: 3, hidden: 4 },
      engine: { name: 'wasm', threads: 1 },
    },
    testSize: TEST,
    validationSize: 12,
    trials: 5,
    output: join(folder, output),
    describe: describeChoice,
    version: '0',
    clock: () => 0,
    ...more,
  };
}

/** The file that a search writes. */
async function choiceOf(job: TuneJob): Promise<string> {
  await runTuneJob(job, {});
  return readFileSync(job.output!, 'utf8');
}

describe('tune', () => {
  it('ranks the last rung first and keeps the defaults in it', async () => {
    const { trials, rungs, choice } = await runTuneJob(jobFor('ranked.json'), {});
    expect(trials.map(({ rung }) => rung)).toEqual([2, 2, 1, 1, 1]);
    expect(trials.slice(0, 2).some(({ options }) => Object.keys(options).length === 0)).toBe(true);
    expect(rungs.at(-1)?.effort).toBe(3);
    expect(choice.epochs).toBe(3);
    expect(choice).not.toHaveProperty('hidden');
    const [best, second] = trials;
    expect(best!.score!).toBeLessThanOrEqual(second!.score!);
  });

  it('refuses to work towards a file that another search works towards', async () => {
    const job = jobFor('twice.json');
    const lock = `${job.output}.lock`;
    let second: unknown = null;
    const step = async (text: string) => {
      if (second || !text.startsWith('tune')) return;
      second = runTuneJob(job, {}).catch((error: unknown) => error);
    };
    await runTuneJob(job, { step });
    expect(await second).toMatchObject({
      exitCode: 6,
      message: expect.stringContaining('twice.json'),
    });
    expect(existsSync(lock)).toBe(false);
  });

  it('takes over the lock of a process that is gone, or that a power cut left in pieces', async () => {
    const job = jobFor('taken.json');
    for (const left of [
      '{"host',
      JSON.stringify({ host: hostname(), boot: '', pid: 1, started: 'x' }),
    ]) {
      writeFileSync(`${job.output}.lock`, left);
      await runTuneJob(job, {});
      expect(existsSync(`${job.output}.lock`)).toBe(false);
    }
  });

  it('goes on after it was stopped, to the same choice, and leaves nothing behind', async () => {
    const whole = await choiceOf(jobFor('whole.json'));
    const stopped = jobFor('stopped.json');
    const controller = new AbortController();
    const steps: string[] = [];
    const step = (text: string) => {
      if (text.startsWith('tune') && steps.push(text) === 3)
        controller.abort(new StoppedError(130));
    };
    const { signal } = controller;
    await expect(runTuneJob(stopped, { step, signal })).rejects.toMatchObject({
      exitCode: 130,
      message: expect.stringMatching(
        /^stopped by a signal; 3 finished trials are kept in .*stopped\.json\.trials\.json: the same/,
      ),
    });
    const kept = trialFile(stopped.output!);
    expect(Object.keys(JSON.parse(readFileSync(kept, 'utf8')).results)).toHaveLength(3);

    const remarks: string[] = [];
    const more: string[] = [];
    await runTuneJob(stopped, {
      say: ({ text }) => remarks.push(text),
      step: (text) => more.push(text),
    });
    expect(remarks.join()).toMatch(/going on with 3 finished trials/);
    expect(more.filter((text) => text.startsWith('tune'))).toHaveLength(5 + 2 - 3);
    expect(readFileSync(stopped.output!, 'utf8')).toBe(whole);
    expect(existsSync(kept)).toBe(false);
  });

  it('starts anew when the trials are of other settings, and says so', async () => {
    const job = jobFor('other.json');
    writeFileSync(trialFile(job.output!), JSON.stringify({ key: 'another', results: {} }));
    const warnings: string[] = [];
    await runTuneJob(job, { say: ({ text }) => warnings.push(text) });
    expect(warnings.join()).toMatch(/other data or settings/);
  });

  it('names a file of trials that is damaged, and what to do', async () => {
    const job = jobFor('damaged.json');
    writeFileSync(trialFile(job.output!), '{"key": 7}');
    await expect(runTuneJob(job, {})).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringMatching(/remove .*damaged\.json\.trials\.json/),
    });
  });

  it('does not look at the test part', async () => {
    const changed = join(folder, 'changed.csv');
    writeFileSync(
      changed,
      daily(ROWS, (i) => (i < ROWS - TEST ? wave(i) : String(1000 - i))),
    );
    const before = await choiceOf(jobFor('before.json'));
    expect(await choiceOf(jobFor('after.json', { files: [changed] }))).toBe(before);
  });

  it('chooses the same with several threads', async () => {
    const one = jobFor('one.json');
    const modelling = { ...one.modelling, engine: { name: 'wasm', threads: 3 } };
    expect(await choiceOf(jobFor('three.json', { modelling }))).toBe(await choiceOf(one));
  });

  it.each([
    ['two models', { modelling: { models: ['gru', 'lstm'] } }, /one --model/],
    ['a model without open options', { modelling: { models: ['naive'] } }, /nothing to search/],
    ['a score of which lower is not better', { metric: 'coverage' }, /coverage cannot be searched/],
  ])(
    'refuses %s',
    async (_, { modelling, ...more }: { modelling?: object; metric?: string }, message) => {
      const base = jobFor('refused.json');
      const engine = base.modelling.engine;
      const job = {
        ...base,
        ...more,
        modelling: { ...(modelling ?? base.modelling), horizon: 3, engine },
      };
      await expect(runTuneJob(job, {})).rejects.toThrow(message);
    },
  );
});
