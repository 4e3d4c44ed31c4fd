import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/evaluation/comparisons.js';
import { decide, incumbentTrouble, type Judged } from '../../src/workflows/retrain/decide.js';

const gates = { minSkill: 0, minGain: 0.02, significance: 0.05 };

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
  const promoted = (...args: Parameters<typeof judged>) => decide(judged(...args), gates).promote;

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
    expect(decide(judged(0.1, beside('champion', 0.03, null)), lenient).promote).toBe(true);
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

  it('says why', () => {
    const { reason } = decide(judged(0.1, beside('champion', 0.03, 0.2)), gates);
    expect(reason).toBe('3.0 % less error than the champion, which may be chance (p = 0.20)');
  });
});
