import { describe, expect, it } from 'vitest';
import { fineTune, TUNINGS } from '../../../src/models/pretrained/fine-tune.js';
import { loadWeights } from '../../../src/models/pretrained/load-weights.js';
import { QUANTILES, UNITS } from '../../../src/models/pretrained/network.js';
import { pretrained } from '../../../src/models/pretrained/pretrained.js';
import { defaultOptions } from '../../../src/options.js';
import { createRandom } from '../../../src/random.js';
import { panelOf, seriesOf } from '../panels.js';

const random = createRandom(3);
const SHAPE = [0, 5, 1, 4, 2];
/** Ten series with the same figure of five rows, of which nobody tells the network. */
const figures = panelOf(
  ...Array.from({ length: 10 }, (_, s) =>
    seriesOf(
      Array.from(
        { length: 26 },
        (_, t) => (s + 1) * (SHAPE[(t + s) % 5]! + 0.2 * random.uniform()),
      ),
      `s${s}`,
    ),
  ),
);
const noise = panelOf(seriesOf(Array.from({ length: 26 }, () => random.uniform())));

/** A short one: the test is of the way, not of the length. */
const tune = async (panel: typeof figures, how: keyof typeof TUNINGS, threads = 1) => {
  const [start] = (await loadWeights()).members;
  const context = {
    horizon: 2,
    season: 1,
    probabilities: [],
    validationSize: 0,
    seed: 1,
    engine: { name: 'wasm', threads },
    options: defaultOptions(pretrained.options),
  };
  const effort = { epochs: 3, steps: 6, batch: 24, patience: 3 };
  return { start: start!, ...(await fineTune(start!, panel, [1], TUNINGS[how], context, effort)) };
};

describe('fine-tuning of pretrained', () => {
  it('keeps what made the validation part better, and is the same on two threads', async () => {
    const [one, two] = [await tune(figures, 'all'), await tune(figures, 'all', 2)];
    expect(two).toEqual(one);
    expect(one.note).toMatch(/^fine-tuned: validation loss/);
    const { bestEpoch, history } = one.record!;
    const losses = history.map(({ validationLoss }) => validationLoss!);
    expect(losses[bestEpoch - 1]).toBe(Math.min(...losses));
    expect(one.weights).not.toEqual(one.start);
  });

  it('of the head leaves every other weight as it came', async () => {
    const { start, weights } = await tune(figures, 'head');
    const head = (UNITS + 1) * QUANTILES.length;
    expect(weights.subarray(0, -head)).toEqual(start.subarray(0, -head));
    expect(weights.subarray(-head)).not.toEqual(start.subarray(-head));
  });

  it('leaves the network as it came where nothing can be learnt, and says so', async () => {
    const random = await tune(noise, 'head');
    expect(random.note).toContain('left as it came');
    expect(random).toMatchObject({ weights: random.start, record: null });
    const short = await tune(panelOf(seriesOf([1, 2, 3, 4, 5, 6, 7, 8, 9])), 'all');
    expect(short.note).toContain('too few rows to learn from');
  });
});
