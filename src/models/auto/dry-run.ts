import type { Panel } from '../../data/panel/panel.js';
import { UserError } from '../../errors.js';
import type { DryRun, FitContext, Fitted } from '../model.js';
import { type Contender, learningSample, memberContext } from './fit.js';
import { planJudging } from './judging.js';
import { writeMembers } from './state.js';

const NO_EPOCHS = {
  parameters: 0,
  windows: { train: 0, validation: 0 },
  epochs: { most: 0, least: 0 },
  multiplyAddsPerEpoch: 0,
  lanes: 1,
  epochSeconds: 0,
  budgetSeconds: Number.POSITIVE_INFINITY,
};

/**
 * Tries what a fit does: the first steps of the network that trains, all of the other candidates, and
 * every forecast of the judging.
 */
export async function dryRunAuto(
  contenders: readonly Contender[],
  panel: Panel,
  context: FitContext,
  seconds: number,
): Promise<DryRun> {
  const { clock = () => 0, horizon, season, probabilities } = context;
  const plan = planJudging(panel, context);
  const sample = learningSample(panel, context.seed);
  const begun = clock();
  let looked = 0;
  let trained: DryRun | null = null;
  const fits: Fitted[] = [];
  for (const { model } of contenders) {
    const own = memberContext(model, context);
    const tried = clock();
    try {
      if (model.dryRun && !trained) {
        trained = await model.dryRun(sample, own, seconds);
        looked += clock() - tried - trained.startSeconds;
        fits.push(trained.fitted);
      } else fits.push(await model.fit(sample, own));
      await model.forecast(fits.at(-1)!, plan.known, context.engine);
    } catch (error) {
      // A setting that cannot be is for the user to mend.
      if (!(error instanceof UserError) || error.exitCode === 2) throw error;
    }
  }
  const members = fits.map((fitted) => ({ fitted, share: 1 / fits.length, leastRows: 0 }));
  const fitted = {
    model: 'auto',
    horizon,
    season,
    probabilities,
    training: null,
    state: writeMembers(members),
  };
  // Of the network's own time only its start belongs to what comes before the epochs.
  const startSeconds = clock() - begun - looked;
  return { ...NO_EPOCHS, ...(trained ?? {}), fitted, startSeconds };
}
