import type { Panel } from '../../data/panel/panel.js';
import { type BacktestPlan, planBacktest } from '../../evaluation/backtest/plan.js';
import { type BacktestRequest, runBacktest } from '../../evaluation/backtest/run-backtest.js';
import { defaultMetrics, referencesOf } from '../../evaluation/scores/score-columns.js';
import { type ScoreDocument, scoreDocuments } from '../../evaluation/scores/score-documents.js';
import { scoreBacktest } from '../../evaluation/scores/scores.js';
import { compareModels } from '../../evaluation/verdicts/comparisons.js';
import { models } from '../../models/index.js';
import type { Model } from '../../models/model.js';
import type { Champion } from '../../store/champion.js';
import type { StoredCheckpoints } from '../../store/checkpoints.js';
import { asTrained } from '../../store/expectations.js';
import type { Judged, Opponent } from './decide.js';
import type { NightRun } from './night-run.js';
import type { WarmStart } from './warm-start.js';

/** What came of the comparison, with the scores behind it. */
export interface Judgement extends Judged {
  readonly windows: number;
  readonly scores: readonly ScoreDocument[];
}

/**
 * Scores challenger and champion on the same newest cutoffs. No model is judged on rows that it has
 * learnt from: the challenger's recipe is fitted before the first cutoff, and so is the champion's,
 * unless the champion is older than the cutoffs and can be taken as it is.
 *
 * @param warm - what the challenger's training started from
 */
export async function judge(
  { job, night, recipe, champion, observer }: NightRun,
  warm: WarmStart,
  checkpoints: StoredCheckpoints,
): Promise<Judgement> {
  const { reading, modelling, fits } = night;
  const { panel } = reading;
  const { season, probabilities, form, seed, engine, horizon } = modelling;
  const plan = planBacktest(panel, { ...job.plan, horizon });
  const opponent = opponentOf(panel, plan, fits ? champion : null, recipe);
  const recipeOf = labelled(modelling.requests[0]!, 'challenger');
  // Weights that have not seen the judged rows are part of how the challenger came about.
  const fair = opponent === 'weights' && warm.from !== null;
  const challenger = fair ? { ...recipeOf, warm: warm.from.document.fitted } : recipeOf;
  const requests = [challenger, ...opposing(champion, opponent)];
  const metricNames = defaultMetrics();
  const backtest = await runBacktest(panel, requests, plan, {
    season,
    probabilities,
    form,
    seed,
    engine,
    references: referencesOf(metricNames),
    clock: job.clock,
    checkpoints: ({ label, fit }) => checkpoints.of(`judged-${label}-${fit}`),
    onFit: ({ label }) => observer.step?.(`judging ${label}`),
    ...(observer.epochs ? { onEpoch: observer.epochs('judging') } : {}),
    ...(observer.signal ? { signal: observer.signal } : {}),
  });
  const beside = (label: string, against?: string) =>
    compareModels(backtest, against).find(({ model }) => model === label) ?? null;
  const absolute = beside('challenger')!;
  const opposed = requests.length > 1;
  return {
    opponent,
    sameRecipe: champion?.facts.recipe === recipe,
    windows: plan.cutoffs.length,
    absolute,
    incumbent: opponent === 'same' ? absolute : beside('champion'),
    relative: opposed ? beside('challenger', 'champion') : null,
    scores: scoreDocuments(backtest, scoreBacktest(backtest, metricNames)),
  };
}

function opponentOf(
  panel: Panel,
  plan: BacktestPlan,
  champion: Champion | null,
  recipe: string,
): Opponent {
  if (!champion) return 'none';
  if (champion.facts.fallback) return 'fallback';
  if (firstJudgedTime(panel, plan) > champion.facts.trainedThrough) return 'weights';
  return champion.facts.recipe === recipe ? 'same' : 'recipe';
}

/** Earliest time that any series is judged on. */
function firstJudgedTime({ series }: Panel, plan: BacktestPlan): number {
  const firsts = plan.series.map((position) => {
    const { times, values } = series[position]!;
    return times[values.length - plan.cutoffs[0]!]!;
  });
  return Math.min(...firsts);
}

function opposing(champion: Champion | null, opponent: Opponent): BacktestRequest[] {
  if (!champion || ['none', 'fallback', 'same'].includes(opponent)) return [];
  const { fitted, options } = champion.document;
  const model = opponent === 'weights' ? asItIs(champion) : models.get(fitted.model);
  return [labelled({ model, options, label: fitted.model }, 'champion')];
}

/** A model whose fit is the champion's own, and which knows its series in a file of another name. */
function asItIs({ document: { fitted, expects } }: Champion): Model {
  const model = models.get(fitted.model);
  return {
    ...model,
    fit: async () => fitted,
    refits: false,
    forecast: (own, panel, engine) => model.forecast(own, asTrained(expects, panel), engine),
  };
}

/** Under a name of its own, so that a control that is asked for is still among the controls. */
const labelled = (request: BacktestRequest, label: string): BacktestRequest => ({
  ...request,
  model: { ...request.model, name: label },
  label,
});
