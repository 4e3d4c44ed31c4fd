import { models } from '../../models/index.js';
import type { Backtest, BacktestResult } from '../backtest.js';
import { bandCoverage, bandSentence } from './band-coverage.js';
import { copyFlag } from './copy-flag.js';
import { demandRemark } from './demand-remark.js';
import { type DirectionTest, directionTest } from './direction-test.js';
import { looksLikePrices } from './random-walk.js';

/** Chance of seeing skill in a direction where there is none. */
const SIGNIFICANT = 0.05;

/**
 * What the scores alone do not tell: which models nearly copy the last value and, for series that
 * wander like prices, whether the direction of the next step was foretold, and whose intervals do not hold
 * what they promise. One sentence each.
 */
export function backtestRemarks(backtest: Backtest): string[] {
  const prices = backtest.series.every(({ values }) => looksLikePrices(values));
  const judged = backtest.results.filter(
    ({ model, memberOf }) => memberOf === undefined && !isBaseline(model),
  );
  const directions = prices ? directionSentences(backtest, judged) : [];
  const demand = demandRemark(backtest);
  return [
    ...copySentences(backtest, judged),
    ...directions,
    ...(demand ? [demand] : []),
    ...bandSentences(backtest, judged),
  ];
}

/** One for each model whose bands do not hold what they promise. */
const bandSentences = (backtest: Backtest, judged: readonly BacktestResult[]): string[] =>
  judged.flatMap((result) => {
    const sentence = bandSentence(bandCoverage(backtest, result));
    return sentence === null ? [] : [`${result.model}: ${sentence}`];
  });

/** One for each model that copies, or one for all where they are more than two. */
function copySentences(backtest: Backtest, judged: readonly BacktestResult[]): string[] {
  const flags = judged.map((result) => ({ ...copyFlag(backtest, result), model: result.model }));
  const copies = flags.filter(({ copies }) => copies);
  if (copies.length <= 2) return copies.flatMap(({ sentence }) => sentence ?? []);
  const names = copies.map(({ model }) => model);
  const most = Math.max(...copies.map(({ explained }) => explained));
  return [
    `${names.slice(0, -1).join(', ')} and ${names.at(-1)} nearly repeat the last value one step ahead: those forecasts correlate more with the value before than with what came, and explain at most ${(100 * most).toFixed(1)} % of the change that repeating leaves`,
  ];
}

const isBaseline = (name: string) => models.has(name) && models.get(name).family === 'baseline';

interface Foretold extends DirectionTest {
  readonly model: string;
}

/**
 * One for each model, or one for all that show no skill where they are more than two. Of many models one
 * is right by chance, so the level is divided by their number (Bonferroni).
 */
function directionSentences(backtest: Backtest, judged: readonly BacktestResult[]): string[] {
  const tested: Foretold[] = judged
    .map((result) => ({ ...directionTest(backtest, result), model: result.model }))
    .filter(({ count }) => count > 0);
  const isSkill = ({ pValue }: Foretold) => pValue !== null && pValue < SIGNIFICANT / tested.length;
  const skilled = tested.filter(isSkill).map((each) => directionSentence(each, tested.length));
  const others = tested.filter((each) => !isSkill(each));
  if (others.length <= 2) {
    return [...skilled, ...others.map((each) => directionSentence(each, tested.length))];
  }
  const shares = others.map(({ model, hits, count }) => `${model} ${hits} of ${count}`).join(', ');
  return [
    ...skilled,
    `the direction of the next step was foretold no more often than by chance: ${shares}`,
  ];
}

function directionSentence({ model, count, hits, pValue }: Foretold, models: number): string {
  const share = `${model} foretold the direction of ${hits} of ${count} next steps`;
  if (pValue === null) return `${share}, always saying the same one: that shows no skill`;
  if (pValue < SIGNIFICANT / models)
    return `${share}, more than chance would (p = ${pValue.toFixed(3)})`;
  const best = pValue < SIGNIFICANT ? ` give the best of ${models} models` : '';
  return `${share}, no more than chance would${best} (p = ${pValue.toFixed(2)})`;
}
