import { expect, it } from 'vitest';
import { backtestPanel } from '../../src/workflows/backtest.js';
import { tellMissingBands } from '../../src/workflows/missing-bands.js';
import { resolveModelling } from '../../src/workflows/modelling.js';
import { trainModel } from '../../src/workflows/train.js';
import type { Observer } from '../../src/workflows/workflow.js';
import { panelOf, seriesOf, wavy } from '../models/panels.js';

const engine = { name: 'wasm', threads: 1 };
const clock = () => 0;
const panel = panelOf(seriesOf(wavy(40, 4, 1)));
const modelling = { models: ['theta'], horizon: 3, season: 4, engine };

/** The warnings of a run. */
async function warned(run: (observer: Observer) => Promise<unknown>) {
  const warnings: string[] = [];
  await run({ say: ({ text }) => warnings.push(text) });
  return warnings;
}

it('a training without rows to calibrate on says that there will be no intervals', async () => {
  const plain = resolveModelling(panel, modelling);
  const train = (validationSize: number) =>
    warned((observer) =>
      trainModel(panel, plain.requests[0]!, plain, { validationSize, clock }, observer),
    );
  expect(await train(0)).toStrictEqual([expect.stringContaining('theta: no intervals')]);
  expect(await train(8)).toStrictEqual([]);
});

it('a backtest says of how many forecast values the intervals are missing', async () => {
  const test = (validationSize: number) =>
    warned((observer) =>
      backtestPanel(
        panel,
        { modelling, plan: { validationSize, testSize: 6, stride: 1 }, clock },
        observer,
      ),
    );
  expect(await test(0)).toStrictEqual([
    expect.stringContaining('backtest of theta: no intervals for 3 of 12 forecast values'),
  ]);
  expect(await test(8)).toStrictEqual([]);
});

it('nothing is said where no intervals were asked for, or all are there', () => {
  const warnings: string[] = [];
  const observer: Observer = { say: ({ text }) => warnings.push(text) };
  tellMissingBands('a', [], observer);
  tellMissingBands('a', [[]], observer);
  tellMissingBands('a', [[Float64Array.of(1), Float64Array.of(2)]], observer);
  expect(warnings).toStrictEqual([]);
  tellMissingBands('a', [[Float64Array.of(1), Float64Array.of(Number.NaN)]], observer);
  expect(warnings).toHaveLength(1);
});
