import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/evaluation/verdicts/comparisons.js';
import { decide, incumbentTrouble, type Judged } from '../../src/workflows/retrain/decide.js';

const gates = { minSkill: 0, minGain: 0.02, significance: 0.05, fallback: true };

const beside = (against: string, skill: number, pValue: number | null): Comparison => ({
  model: 'challenger',
  against,
  skill,
  statistic: 0,
  pValue,
  verdict: 'indistinguishable',
  sentence: '',
});

const judged = (
  skill: number,
  relative: Comparison | null,
  more: Partial<Judged> = {},
): Judged => ({
  opponent: relative ? 'weights' : 'none',
  sameRecipe: false,
  incumbent: null,
  absolute: beside('naive', skill, null),
  relative,
  ...more,
});

describe('the decision between champion and challenger', () => {
  const served = (...args: Parameters<typeof judged>) => decide(judged(...args), gates).serve;
  const promoted = (...args: Parameters<typeof judged>) => served(...args) === 'challenger';

  it('asks for more than the absolute bar, always', () => {
    expect(promoted(0.01, null)).toBe(true);
    expect(promoted(0, null)).toBe(false);
    expect(promoted(Number.NaN, null)).toBe(false);
    expect(promoted(-0.1, beside('champion', 0.5, 0.001))).toBe(false);
    expect(promoted(-0.1, null, { opponent: 'same', sameRecipe: true })).toBe(false);
  });

  it('asks another recipe for the gain and for significance', () => {
    expect(promoted(0.1, beside('champion', 0.03, 0.01))).toBe(true);
    expect(promoted(0.1, beside('champion', 0.01, 0.01))).toBe(false);
    expect(promoted(0.1, beside('champion', 0.03, 0.2))).toBe(false);
    expect(promoted(0.1, beside('champion', 0.03, null))).toBe(false);
    expect(promoted(0.1, beside('champion', -0.03, 0.01))).toBe(false);
    const lenient = { ...gates, significance: 1 };
    expect(decide(judged(0.1, beside('champion', 0.03, null)), lenient).serve).toBe('challenger');
  });

  it('lets the same recipe with newer data serve unless it is found worse', () => {
    const same = { sameRecipe: true };
    expect(promoted(0.1, null, { ...same, opponent: 'same' })).toBe(true);
    expect(promoted(0.1, beside('champion', -0.03, 0.3), same)).toBe(true);
    expect(promoted(0.1, beside('champion', -0.03, null), same)).toBe(true);
    expect(promoted(0.1, beside('champion', -0.03, 0.01), same)).toBe(false);
  });

  it('tells of a champion that would not pass the bar itself', () => {
    const incumbent = beside('naive', -0.2, null);
    expect(incumbentTrouble(judged(-0.1, null, { incumbent }), gates)).toContain(
      '20.0 % more error',
    );
    const good = beside('naive', 0.2, null);
    expect(incumbentTrouble(judged(-0.1, null, { incumbent: good }), gates)).toBeNull();
  });

  it('lets the better baseline serve where neither is good enough, and only then', () => {
    const weights = (incumbent: Comparison) => ({ opponent: 'weights' as const, incumbent });
    expect(served(-0.1, null)).toBe('fallback');
    expect(served(-0.1, null, { opponent: 'fallback' })).toBe('fallback');
    expect(served(0.1, null, { opponent: 'fallback' })).toBe('challenger');
    expect(served(-0.1, null, weights(beside('naive', -0.2, 0.01)))).toBe('fallback');
    expect(served(-0.1, null, weights(beside('naive', -0.6, null)))).toBe('fallback');
    expect(served(-0.1, null, weights(beside('naive', -0.2, 0.3)))).toBe('champion');
    expect(served(-0.1, null, weights(beside('naive', -0.2, null)))).toBe('champion');
    expect(served(-0.1, null, weights(beside('naive', 0.1, 0.01)))).toBe('champion');
    const without = { ...gates, fallback: false };
    expect(decide(judged(-0.1, null), without).serve).toBe('champion');
  });

  it('lets a challenger that passes the bar replace a champion that is clearly worse than a baseline', () => {
    const relative = beside('champion', 0.01, 0.4);
    expect(served(0.01, relative, { incumbent: beside('naive', -0.2, 0.01) })).toBe('challenger');
    expect(served(0.01, relative, { incumbent: beside('naive', -0.2, 0.5) })).toBe('champion');
  });

  it('says why', () => {
    const { reason } = decide(judged(0.1, beside('champion', 0.03, 0.2)), gates);
    expect(reason).toBe('3.0 % less error than the champion, which may be chance (p = 0.20)');
  });
});
