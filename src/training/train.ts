import type { Network } from '../engines/engine.js';
import { UserError } from '../errors.js';
import { createRandom } from '../random.js';
import { updateAverage } from './averaging.js';
import { learningRateFactor } from './schedule.js';
import type {
  BatchSource,
  Checkpoint,
  EpochRecord,
  TrainingHooks,
  TrainingResult,
  TrainingSettings,
} from './training.js';

/** A loss this many times the best so far, or one naive error, has exploded. */
const EXPLODED = 1e4;
/** Steps between two looks at the abort signal; a large network's steps are long enough for one each. */
const BREATH = { small: 16, large: 1, parameters: 50_000 };

/**
 * Trains a network that already holds its first weights. Those are epoch 0: where training never
 * improves on them, they are what comes back. After each epoch the running average of the weights is
 * what the validation windows judge and what is kept.
 *
 * @param validation - null: the last epoch's average is kept
 * @throws UserError (exit 4) when the loss is no longer a number or explodes; the signal's reason when
 *   aborted without `keepBest`
 */
export async function train(
  network: Network,
  training: BatchSource,
  validation: BatchSource | null,
  settings: TrainingSettings,
  hooks: TrainingHooks = {},
): Promise<TrainingResult> {
  const { signal } = hooks;
  const spent = spending(hooks.clock, settings.budgetSeconds);
  const run = startRun(network, validation, settings, hooks.resume);
  const stepsPerEpoch = Math.ceil(epochSize(training, settings) / settings.batchSize);
  let ended: TrainingResult['ended'] = 'finished';
  while (run.epoch < settings.epochs) {
    if (run.epoch - run.bestEpoch >= settings.patience) {
      ended = 'patience';
      break;
    }
    const before = run.step;
    const outcome = await trainEpoch(network, training, run, stepsPerEpoch, settings, {
      signal,
      spent,
    });
    if (outcome === 'aborted' && !settings.keepBest) throw signal?.reason;
    // An epoch that the budget cuts short is judged like a whole one: all that was paid for counts.
    if (outcome === 'finished' || (outcome === 'budget' && run.step > before)) {
      finishEpoch(network, validation, run, settings);
      hooks.onEpoch?.(run.history.at(-1)!);
    }
    if (outcome !== 'finished') {
      ended = outcome;
      break;
    }
    hooks.onCheckpoint?.(checkpointOf(network, run));
  }
  return {
    weights: run.bestWeights,
    epochs: run.epoch,
    steps: run.step,
    bestEpoch: run.bestEpoch,
    history: run.history,
    ended,
  };
}

/** A training under way. */
interface Run {
  epoch: number;
  step: number;
  average: { weights: Float32Array; steps: number };
  bestEpoch: number;
  bestLoss: number;
  bestWeights: Float32Array;
  history: EpochRecord[];
  /** Mean training loss of the epoch under way. */
  loss: number;
}

function startRun(
  network: Network,
  validation: BatchSource | null,
  settings: TrainingSettings,
  from: Checkpoint | undefined,
): Run {
  if (from) {
    network.setWeights(from.weights);
    network.setOptimizer({ first: from.first, second: from.second });
    return {
      epoch: from.epoch,
      step: from.step,
      average: { weights: from.average.slice(), steps: from.averagedSteps },
      bestEpoch: from.bestEpoch,
      bestLoss: from.bestLoss,
      bestWeights: from.bestWeights.slice(),
      history: [...from.history],
      loss: Number.NaN,
    };
  }
  const weights = network.weights();
  return {
    epoch: 0,
    step: 0,
    average: { weights: weights.slice(), steps: 0 },
    bestEpoch: 0,
    bestLoss: validation
      ? meanLoss(network, validation, settings.batchSize)
      : Number.POSITIVE_INFINITY,
    bestWeights: weights,
    history: [],
    loss: Number.NaN,
  };
}

function checkpointOf(network: Network, run: Run): Checkpoint {
  const { first, second } = network.optimizer();
  return {
    epoch: run.epoch,
    step: run.step,
    weights: network.weights(),
    first,
    second,
    average: run.average.weights.slice(),
    averagedSteps: run.average.steps,
    bestEpoch: run.bestEpoch,
    bestLoss: run.bestLoss,
    bestWeights: run.bestWeights.slice(),
    history: [...run.history],
  };
}

/** Share of the time budget that is gone, from now on; always 0 without a budget or a clock. */
function spending(clock: (() => number) | undefined, budgetSeconds: number): () => number {
  if (!clock || !Number.isFinite(budgetSeconds)) return () => 0;
  const started = clock();
  return () => (clock() - started) / budgetSeconds;
}

const epochSize = (training: BatchSource, settings: TrainingSettings) =>
  Math.min(training.count, settings.windowsPerEpoch);

interface Limits {
  readonly signal: AbortSignal | undefined;
  /** Share of the time budget that is gone. */
  readonly spent: () => number;
}

/** One pass over the epoch's windows in their own shuffled order, unless it is ended on the way. */
async function trainEpoch(
  network: Network,
  training: BatchSource,
  run: Run,
  stepsPerEpoch: number,
  settings: TrainingSettings,
  { signal, spent }: Limits,
): Promise<'finished' | 'aborted' | 'budget'> {
  const random = createRandom(settings.seed).fork(`windows of epoch ${run.epoch + 1}`);
  const order = random.shuffle(Int32Array.from({ length: training.count }, (_, i) => i));
  const size = epochSize(training, settings);
  const plannedSteps = stepsPerEpoch * settings.epochs;
  const first = run.step;
  const breath = network.parameterCount < BREATH.parameters ? BREATH.small : BREATH.large;
  let sum = 0;
  let ended: 'finished' | 'budget' = 'finished';
  for (let start = 0; start < size; start += settings.batchSize) {
    if (run.step % breath === 0) await breathe();
    if (signal?.aborted) return 'aborted';
    const gone = spent();
    if (gone >= 1) {
      ended = 'budget';
      break;
    }
    run.step++;
    const batch = training.gather(
      order.subarray(start, Math.min(start + settings.batchSize, size)),
    );
    const { loss } = network.trainStep(batch, {
      step: run.step,
      learningRate: settings.learningRate * learningRateFactor(run.step, plannedSteps, gone),
      weightDecay: settings.weightDecay,
      clipNorm: settings.clipNorm,
      seed: settings.seed,
    });
    if (!Number.isFinite(loss)) throw diverged(`is no longer a number`, run, settings);
    updateAverage(run.average, network.weights(), stepsPerEpoch);
    sum += loss;
  }
  run.loss = sum / Math.max(1, run.step - first);
  return ended;
}

/** Lets timers and signals have their turn. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Judges the averaged weights and remembers them if they are the best; training goes on with the raw ones. */
function finishEpoch(
  network: Network,
  validation: BatchSource | null,
  run: Run,
  settings: TrainingSettings,
): void {
  run.epoch++;
  const candidate = run.average.weights;
  let validationLoss: number | null = null;
  if (validation) {
    const raw = network.weights();
    network.setWeights(candidate);
    validationLoss = meanLoss(network, validation, settings.batchSize);
    network.setWeights(raw);
    if (run.loss > EXPLODED * Math.max(run.bestLoss, 1)) {
      throw diverged(`has grown to ${run.loss.toPrecision(3)}`, run, settings);
    }
  }
  run.history.push({ epoch: run.epoch, loss: run.loss, validationLoss });
  if (validationLoss === null || validationLoss < run.bestLoss) {
    run.bestLoss = validationLoss ?? run.bestLoss;
    run.bestEpoch = run.epoch;
    run.bestWeights = candidate.slice();
  }
}

/** Mean loss over all windows of a source, each known target element counting alike. */
export function meanLoss(network: Network, source: BatchSource, batchSize: number): number {
  let sum = 0;
  let count = 0;
  for (let start = 0; start < source.count; start += batchSize) {
    const size = Math.min(batchSize, source.count - start);
    const part = network.evaluate(
      source.gather(Int32Array.from({ length: size }, (_, i) => start + i)),
    );
    if (part.count === 0) continue;
    sum += part.loss * part.count;
    count += part.count;
  }
  return count > 0 ? sum / count : Number.NaN;
}

function diverged(what: string, run: Run, settings: TrainingSettings): UserError {
  return new UserError(
    `training failed in epoch ${run.epoch + 1}: the loss ${what} (learning rate ${settings.learningRate})`,
    'try a lower --learning-rate, a lower --clip-norm or another --normalize',
    4,
  );
}
