import { describe, expect, it } from 'vitest';
import { drawCandidates, effortOf } from '../../../src/evaluation/search/candidates.js';
import { planRungs, survivors } from '../../../src/evaluation/search/halving.js';
import { models } from '../../../src/models/index.js';
import type { OptionSpecs } from '../../../src/options.js';
import { resolveOptions } from '../../../src/options.js';
import { createRandom } from '../../../src/random.js';

const options: OptionSpecs = {
  lookback: {
    kind: 'integer',
    default: null,
    min: 2,
    help: '',
    search: { kind: 'spans', multiples: [0.1, 1, 2, 50] },
  },
  cell: {
    kind: 'choice',
    default: 'a',
    choices: ['a', 'b'],
    help: '',
    search: { kind: 'values', values: ['a', 'b'] },
  },
  epochs: { kind: 'integer', default: 5, help: '', search: { kind: 'effort', most: 27 } },
  other: { kind: 'number', default: 1, help: '' },
};
const all = { fixed: [], count: 100, span: 10, longest: 40 };

describe('candidates', () => {
  it('are every combination once when there is room for them, the defaults first', () => {
    const drawn = drawCandidates(options, all, createRandom(1));
    expect(drawn[0]).toEqual({});
    expect(drawn).toHaveLength(1 + 4 * 2);
    expect(new Set(drawn.map((choice) => JSON.stringify(choice))).size).toBe(9);
  });

  it('take spans in rows of the longer of horizon and season, no longer than the data carry', () => {
    const drawn = drawCandidates(options, all, createRandom(1)).slice(1);
    expect([...new Set(drawn.map(({ lookback }) => lookback))].sort()).toEqual([10, 2, 20, 40]);
  });

  it('take spans within the bounds of the option', () => {
    const { lookback } = options as { lookback: OptionSpecs[string] };
    const bounded = { lookback: { ...lookback, max: 15 } } as OptionSpecs;
    const drawn = drawCandidates(bounded, all, createRandom(1)).slice(1);
    expect(drawn.map((choice) => choice.lookback).sort()).toEqual([10, 15, 2]);
  });

  it('leave alone what the user has decided', () => {
    const drawn = drawCandidates(options, { ...all, fixed: ['cell'] }, createRandom(1));
    expect(drawn.every((choice) => !('cell' in choice))).toBe(true);
  });

  it('are the same for the same seed and others for another', () => {
    const draw = (seed: number) =>
      drawCandidates(options, { ...all, count: 4 }, createRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('of every registered model are options that it takes', () => {
    for (const model of models.entries) {
      const drawn = drawCandidates(model.options, { ...all, count: 40 }, createRandom(3));
      for (const choice of drawn) resolveOptions(model.name, model.options, choice);
    }
  });

  it('of every neural model get epochs for effort', () => {
    for (const model of models.entries.filter(({ family }) => family === 'neural')) {
      expect(effortOf(model.options)?.name).toBe('epochs');
    }
  });
});

describe('successive halving', () => {
  it('gives a third of the candidates three times the effort, and the last three all of it', () => {
    expect(planRungs(27, 27)).toEqual([
      { candidates: 27, effort: 3 },
      { candidates: 9, effort: 9 },
      { candidates: 3, effort: 27 },
    ]);
    expect(planRungs(3, 20)).toEqual([{ candidates: 3, effort: 20 }]);
  });

  it('has one rung where there is nothing to spend', () => {
    expect(planRungs(50, null)).toEqual([{ candidates: 50, effort: null }]);
  });

  it('keeps the best and the first, and no failure before a score', () => {
    const scores = new Map<number, number | null>([
      [0, 9],
      [1, null],
      [2, 3],
      [3, 1],
      [4, null],
    ]);
    expect(survivors(scores, 3)).toEqual([0, 2, 3]);
    expect(survivors(scores, 4)).toEqual([0, 1, 2, 3]);
  });
});
