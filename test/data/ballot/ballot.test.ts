import { describe, expect, it } from 'vitest';
import { axisClues } from '../../../src/data/axis/axis-clues.js';
import {
  confidenceOf,
  decide,
  MOST_MARGIN,
  marginOfCounts,
  surenessOf,
} from '../../../src/data/ballot/ballot.js';
import { axisWeights, headerWeights, targetWeights } from '../../../src/data/ballot/weights.js';
import { headerClues } from '../../../src/data/findings/header-clues.js';
import { targetClues } from '../../../src/data/roles/target-clues.js';
import { priorWeights } from '../../clues/prior.js';

const candidate = (value: string, ...weights: number[]) => ({
  value,
  clues: weights.map((weight, i) => ({ name: `clue ${i}`, weight })),
});
const same = (value: string) => value;

describe('a decision', () => {
  it('takes the largest sum of clues, by the margin to the next', () => {
    const { value, sure } = decide(
      [candidate('a', 2, -1), candidate('b', 3, 0.5), candidate('c')],
      same,
    );
    expect(value).toBe('b');
    expect(sure.margin).toBe(2.5);
    expect(sure.votes.map((vote) => [vote.value, vote.score])).toEqual([
      ['b', 3.5],
      ['a', 1],
      ['c', 0],
    ]);
  });

  it('is a coin toss between equals, of which the first is taken, and beyond doubt alone', () => {
    expect(decide([candidate('a', 1), candidate('b', 1)], same)).toMatchObject({
      value: 'a',
      sure: { margin: 0 },
    });
    expect(decide([candidate('a', -9)], same).sure.margin).toBe(MOST_MARGIN);
    expect(decide([candidate('a', 90), candidate('b')], same).sure.margin).toBe(MOST_MARGIN);
  });

  it('against the clues has no margin', () => {
    const all = [candidate('a', 5), candidate('b', 1)];
    expect(surenessOf(all, all[1]!, same).margin).toBe(0);
  });

  it('of counts is the logarithm of their ratio', () => {
    expect(marginOfCounts(19, 0)).toBe(3);
    expect(marginOfCounts(5, 5)).toBe(0);
    expect(marginOfCounts(1, 50)).toBe(0);
    expect([3, 1.1, 1].map(confidenceOf)).toEqual(['certain', 'likely', 'weak']);
  });
});

it.each([
  ['target', targetClues, targetWeights],
  ['axis', axisClues, axisWeights],
  ['header', headerClues, headerWeights],
])('the clues about the %s have one weight each', (_, clues, weights) => {
  expect(clues.map(({ name }) => name).sort()).toEqual(Object.keys(weights).sort());
});

it('no fitted weight has another sign than what a person would set', () => {
  for (const [name, prior] of Object.entries(priorWeights))
    expect(Math.sign(targetWeights[name]!), name).toBe(Math.sign(prior));
});
