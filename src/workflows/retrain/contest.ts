import { info, warning } from '../../message.js';
import type { Champion } from '../../store/champion.js';
import { openCheckpoints } from '../../store/checkpoints.js';
import { obtainChallenger } from './challenger.js';
import { type Decision, decide, incumbentTrouble } from './decide.js';
import { judge } from './judge.js';
import type { NightRun } from './night-run.js';
import { type WarmStart, warmStartOf } from './warm-start.js';

/** Who met, and what was decided. */
export interface Contest {
  readonly challenger: Champion;
  readonly decision: Decision;
  /** Name of the better baseline. */
  readonly baseline: string;
}

/**
 * Trains a challenger, judges it beside the champion, and decides. Every training on the way keeps
 * its state in the store, so that a run that is killed loses one epoch at most.
 */
export async function holdContest(run: NightRun): Promise<Contest> {
  const { lock, job, night, champion, inputs, recorder, observer } = run;
  const warm = warmStartOf(job, night, champion);
  if (warm.remark !== null) observer.say?.(info(warm.remark));
  const checkpoints = await openCheckpoints(lock, trainingKey(inputs, warm));
  try {
    const challenger = await recorder.timed('training', () =>
      obtainChallenger(run, warm, checkpoints),
    );
    recorder.note({ challenger: challenger.facts.version });
    recorder.detail('training', trainingDetails(challenger));
    if (challenger.facts.version === champion?.facts.version) {
      const reason = 'it was trained on these data by a run that was stopped';
      return { challenger, decision: { serve: 'challenger', reason }, baseline: '' };
    }
    const judgement = await recorder.timed('judging', () => judge(run, warm, checkpoints));
    recorder.detail('judgement', judgement);
    const decision = decide(judgement, job.gates);
    const trouble = decision.serve === 'challenger' ? null : incumbentTrouble(judgement, job.gates);
    if (trouble !== null) observer.say?.(warning(trouble));
    return { challenger, decision, baseline: judgement.absolute.against };
  } finally {
    await checkpoints.settle();
  }
}

/** A training that goes on from other weights is another training. */
const trainingKey = (inputs: string, { from }: WarmStart) =>
  from ? `${inputs}-${from.facts.sha256.slice(0, 8)}` : inputs;

function trainingDetails({ facts, document: { fitted, options, seed } }: Champion) {
  const { training, model } = fitted;
  return {
    model,
    seed,
    options: training?.options ?? options,
    warmFrom: facts.warmFrom,
    parameters: training?.parameters ?? null,
    epochs: training?.epochs ?? null,
    bestEpoch: training?.bestEpoch ?? null,
    notes: training?.notes ?? [],
  };
}
