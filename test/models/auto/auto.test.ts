import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../src/data/panel/panel.js';
import { UserError } from '../../../src/errors.js';
import { type Judging, planJudging } from '../../../src/models/auto/judging.js';
import { candidates } from '../../../src/models/auto/members.js';
import { chooseShares } from '../../../src/models/auto/weights.js';
import { models } from '../../../src/models/index.js';
import type { FitContext } from '../../../src/models/model.js';
import { resolveOptions } from '../../../src/options.js';
import { panelOf, seriesOf, wavy } from '../panels.js';

const auto = models.get('auto');
const engine = { name: 'wasm', threads: 1 };

const context = (
  given: Readonly<Record<string, number | boolean>> = {},
  more: Partial<FitContext> = {},
): FitContext => ({
  horizon: 7,
  season: 7,
  probabilities: [],
  validationSize: 30,
  seed: 1,
  engine,
  options: resolveOptions('auto', auto.options, { epochs: 1, hidden: 4, ...given }),
  ...more,
});

/** Candidates that are off by so much on every row, alternately above and below where it is a pair. */
function judgingOf(
  errors: readonly (readonly number[])[],
  blocks: Judging['blocks'] = [
    [0, 1],
    [2, 3],
  ],
): Judging {
  return {
    points: errors.map((own) => Float64Array.from(own)),
    actual: new Float64Array(errors[0]!.length),
    weight: new Float64Array(errors[0]!.length).fill(1),
    horizons: 100,
    blocks,
  };
}

describe('the shares of auto', () => {
  it('are all with the one candidate that is far better than the others', () => {
    expect(
      chooseShares(
        judgingOf([
          [5, 5, 5, 5],
          [1, 1, 1, 1],
          [9, 9, 9, 9],
        ]),
      ),
    ).toEqual([0, 1, 0]);
  });

  it('go for the most part to repeating what was where nothing is surely better', () => {
    const close = judgingOf([
      [1, 1, 1, 1],
      [0.99, 0.99, 0.99, 0.99],
      [3, 3, 3, 3],
    ]);
    const [naive, model, other] = chooseShares(close, undefined, [0, 2]);
    expect(naive).toBeGreaterThan(0.75);
    expect(model! + naive!).toBeCloseTo(1, 12);
    expect(other).toBe(0);
    // One horizon says less than a hundred: a tenth less is chance.
    const tenth = judgingOf([
      [1, 1, 1, 1],
      [0.91, 0.91, 0.91, 0.91],
    ]);
    expect(chooseShares(tenth, undefined, [0])[0]).toBeLessThan(0.5);
    expect(chooseShares({ ...tenth, horizons: 1 }, undefined, [0])[0]).toBeGreaterThan(0.75);
  });

  it('are divided between candidates whose errors cancel', () => {
    const shares = chooseShares(
      judgingOf([
        [2, 2, 2, 2],
        [-2, -2, -2, -2],
        [2.2, 2.2, 2.2, 2.2],
      ]),
    );
    expect(shares[1]).toBeCloseTo(0.5, 1);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('stay near a simple average where parts of the validation time disagree', () => {
    const [first, second] = chooseShares(
      judgingOf([
        [1, 1, 1.1, 1.1],
        [1.1, 1.1, 1, 1],
      ]),
    );
    expect(first).toBeGreaterThan(0.4);
    expect(second).toBeGreaterThan(0.4);
  });

  it('are those of the priors, and of few, where nothing could be judged', () => {
    expect(chooseShares(judgingOf([[], []], []))).toEqual([0.5, 0.5]);
    const eight = Array.from({ length: 8 }, (): number[] => []);
    const shares = chooseShares(judgingOf(eight, []), [3, 1, 1, 1, 1, 1, 1, 1]);
    expect(shares.map((share) => Number(share.toFixed(3)))).toEqual([
      0.5, 0.167, 0.167, 0.167, 0, 0, 0, 0,
    ]);
  });

  it('are of at most four candidates, and none below a twentieth', () => {
    const alike = Array.from({ length: 8 }, (_, i) => [1, 1, 1, 1].map((x) => x + i / 1000));
    const shares = chooseShares(judgingOf(alike)).filter((share) => share > 0);
    expect(shares.length).toBeLessThanOrEqual(4);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.05);
  });
});

describe('auto', () => {
  const panel = panelOf(seriesOf(wavy(150, 7, 1), 'a'), seriesOf(wavy(130, 7, 2), 'b'));

  it('forecasts the weighted mean of its members, and says what it consists of', async () => {
    const fitted = await auto.fit(panel, context());
    const members = auto.combination!.members(fitted);
    const own = await Promise.all(
      members.map((member) => models.get(member.model).forecast(member, panel, engine)),
    );
    const [first] = await auto.forecast(fitted, panel, engine);
    const composition = fitted.training!.composition!;
    expect(composition.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(fitted.training!.notes[0]).toMatch(/^\d+ % .+/);
    for (let h = 0; h < 7; h++) {
      const points = own.map((forecasts) => forecasts[0]!.point[h]!);
      expect(first!.point[h]).toBeGreaterThanOrEqual(Math.min(...points) - 1e-9);
      expect(first!.point[h]).toBeLessThanOrEqual(Math.max(...points) + 1e-9);
    }
    expect(auto.combination!.combine(fitted, panel, own)[0]).toStrictEqual(first);
  });

  it('keeps to the members and shares that were tested, fitted to newer rows', async () => {
    const few = { gru: false, pretrained: false, linear: false, ets: false };
    const first = panelOf(seriesOf(wavy(120, 7, 1), 'a'));
    const tested = await auto.fit(first, context(few));
    const again = await auto.fit(panel, context(few, { tested }));
    expect(again.training!.composition).toStrictEqual(tested.training!.composition);
    const anew = await auto.fit(panel, context(few));
    expect(anew.training!.composition).not.toStrictEqual(tested.training!.composition);
  });

  it('is judged at several cutoffs also where the validation part is one horizon', () => {
    const { origins } = planJudging(panel, context({}, { horizon: 12, validationSize: 12 }));
    const distances = origins.filter(({ series }) => series === 0).map(({ row }) => 150 - row);
    expect(distances).toEqual([12, 11, 10, 9, 8, 7]);
  });

  it('leaves out and names a member that fails', async () => {
    const short = panelOf(seriesOf(wavy(16, 4, 3)));
    const few = context({ lookback: 14 }, { season: 4, validationSize: 4, horizon: 4 });
    const fitted = await auto.fit(short, few);
    expect(fitted.training!.notes.join('\n')).toMatch(/^without linear: .*cannot be trained/m);
    const [forecast] = await auto.forecast(fitted, short, engine);
    expect(forecast!.point.every(Number.isFinite)).toBe(true);
  });

  it('fails with advice only where no member is left', async () => {
    const unknown: Panel = panelOf(seriesOf(new Float64Array(20).fill(Number.NaN)));
    await expect(auto.fit(unknown, context())).rejects.toThrow(UserError);
  });

  it('takes no member that is not wanted', async () => {
    const others = candidates.filter(({ name }) => name !== 'naive');
    const none = Object.fromEntries(others.map(({ name }) => [name, false]));
    const fitted = await auto.fit(panel, context(none));
    expect(auto.combination!.members(fitted).map(({ model }) => model)).toEqual(['naive']);
  });

  it('forecasts series that are too short for some members by those that can, and skips none', async () => {
    const short = Array.from({ length: 3 }, (_, i) => seriesOf(wavy(9, 7, 20 + i), `short ${i}`));
    const mixed = panelOf(...panel.series, ...short);
    const fitted = await auto.fit(mixed, context());
    expect(fitted.training!.skipped).toBeUndefined();
    const forecasts = await auto.forecast(fitted, mixed, engine);
    expect(forecasts.every(({ point }) => point.every(Number.isFinite))).toBe(true);
  });

  it('is judged by more than one number: a trend is continued where the candidates see it', async () => {
    const line = panelOf(seriesOf(Float64Array.from({ length: 120 }, (_, t) => 3 + 2 * t)));
    const [forecast] = await auto.forecast(
      await auto.fit(line, context({}, { season: 1 })),
      line,
      engine,
    );
    for (let h = 0; h < 7; h++) expect(forecast!.point[h]).toBeCloseTo(3 + 2 * (120 + h), 0);
  });
});
