import type { EngineSettings, Network } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import type { NetworkSpec } from '../networks/spec.js';
import { meanLoss, train } from '../training/train.js';
import type { EpochRecord } from '../training/training.js';
import type { CellStep } from './cell-step.js';
import { type DiagnosticTask, WINDOW } from './diagnostic-task.js';
import { type GradientFlow, gradientFlow } from './gradient-flow.js';
import { layerWeights, parameterValues } from './layer-weights.js';
import { type EffectiveMemory, effectiveMemory, memorySentence } from './memory.js';
import { openGates } from './open-gates.js';

/** Windows over which gradients and gates are averaged. */
const LOOKED_AT = 32;
/** Windows of one epoch at most, so that tasks without end have epochs too. */
const WINDOWS_PER_EPOCH = 4800;
const LAYER = 'layer';
const HEAD = 'head';

export interface DiagnoseSettings {
  readonly hidden: number;
  /** The task's own number when absent. */
  readonly epochs?: number | undefined;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly clipNorm: number;
  readonly seed: number;
  readonly engine: EngineSettings;
  readonly onEpoch?: (record: EpochRecord) => void;
  readonly signal?: AbortSignal;
}

/** What was seen inside one cell while it learned a task, or inside a model that was saved. */
export interface Diagnosis {
  readonly cell: string;
  readonly parameters: number;
  /** Of the validation windows, mean squared; of a saved model what it was trained to make small. */
  readonly loss: { readonly start: number | null; readonly end: number | null };
  /** Of the best constant answer; null where it is not known. */
  readonly chance: number | null;
  /** Null of a saved model, which tells nothing of its beginnings. */
  readonly start: GradientFlow | null;
  readonly end: GradientFlow;
  readonly memory: { readonly start: EffectiveMemory | null; readonly end: EffectiveMemory };
  /** Mean norm of the whole gradient before clipping, by epoch; none of a saved model. */
  readonly gradientNorms: readonly number[];
  /** Share of the training steps whose gradient was clipped; null of a saved model. */
  readonly clipped: number | null;
  readonly verdict: string;
}

/**
 * Trains one layer of a cell with a linear head on its last state, and looks at its gradients and gates
 * before and after. Cells given the same task and settings differ in nothing else.
 * @throws UserError (exit 2) when it would not fit in memory, (exit 4) when training diverges
 */
export async function diagnoseCell(
  cell: CellStep,
  task: DiagnosticTask,
  settings: DiagnoseSettings,
): Promise<Diagnosis> {
  const { engine, batchSize, hidden, seed } = settings;
  const network = await engines.get(engine.name).compile(specOf(cell, task, hidden), {
    batchSize,
    seed,
    threads: engine.threads,
    training: true,
  });
  try {
    if (task.gatesOpen) openGates(network, LAYER, task.steps, seed);
    return await watch(cell, network, task, settings);
  } finally {
    network.dispose();
  }
}

async function watch(
  cell: CellStep,
  network: Network,
  task: DiagnosticTask,
  settings: DiagnoseSettings,
): Promise<Diagnosis> {
  const { hidden, batchSize, clipNorm, onEpoch, signal, seed, learningRate } = settings;
  const epochs = settings.epochs ?? task.epochs;
  const loss = () => meanLoss(network, task.validation, batchSize);
  const flow = () => gradientFlow(traced(cell, network, hidden), firstWindows(task, batchSize));
  const before = { loss: loss(), flow: flow() };
  const { network: observed, norms } = withNorms(network);
  const result = await train(
    observed,
    task.training,
    task.validation,
    {
      epochs,
      batchSize,
      learningRate,
      clipNorm,
      seed,
      weightDecay: 0,
      windowsPerEpoch: WINDOWS_PER_EPOCH,
      patience: epochs,
      keepBest: false,
      budgetSeconds: Number.POSITIVE_INFINITY,
    },
    { ...(onEpoch && { onEpoch }), ...(signal && { signal }) },
  );
  network.setWeights(result.weights);
  const end = flow();
  const memory = { start: effectiveMemory(before.flow.norms), end: effectiveMemory(end.norms) };
  const finalLoss = loss();
  return {
    cell: cell.name,
    parameters: network.parameterCount,
    loss: { start: before.loss, end: finalLoss },
    chance: task.chance,
    start: before.flow,
    end,
    memory,
    gradientNorms: meansOf(norms, result.epochs),
    clipped: norms.length > 0 ? norms.filter((norm) => norm > clipNorm).length / norms.length : 0,
    verdict: `${cell.name}: ${memorySentence(memory.end)}${learned(finalLoss, task.chance)}`,
  };
}

/** What became of a task whose chance is known. */
function learned(loss: number, chance: number | null): string {
  if (chance === null) return '';
  const share = loss / chance;
  if (share > 0.9) return '; it learned nothing';
  return `; it learned the task up to ${(100 * share).toPrecision(2)} % of the error of chance`;
}

function specOf({ node }: CellStep, task: DiagnosticTask, units: number): NetworkSpec {
  return {
    inputs: [{ id: WINDOW, shape: [task.steps, task.features] }],
    nodes: [
      {
        kind: 'recurrent',
        id: LAYER,
        from: WINDOW,
        units,
        ...node,
        sequence: false,
        reverse: false,
        recurrentDropout: 0,
      },
      {
        kind: 'linear',
        id: HEAD,
        from: LAYER,
        units: task.outputs,
        bias: true,
        init: 'xavier',
      },
    ],
    output: HEAD,
    loss: { kind: 'mse' },
  };
}

/** The network as it is now, in double precision. */
const traced = (cell: CellStep, network: Network, units: number) => ({
  cell,
  layer: layerWeights(network, LAYER, units),
  head: {
    kernel: parameterValues(network, `${HEAD}.kernel`),
    bias: parameterValues(network, `${HEAD}.bias`),
  },
});

function firstWindows({ validation }: DiagnosticTask, batchSize: number) {
  const size = Math.min(LOOKED_AT, batchSize, validation.count);
  return validation.gather(Int32Array.from({ length: size }, (_, i) => i));
}

/** The same network, and the gradient norm of each training step. */
function withNorms(network: Network): { network: Network; norms: number[] } {
  const norms: number[] = [];
  const trainStep: Network['trainStep'] = (batch, options) => {
    const step = network.trainStep(batch, options);
    norms.push(step.gradientNorm);
    return step;
  };
  return { network: { ...network, trainStep }, norms };
}

/** Means of equal parts. */
function meansOf(values: readonly number[], parts: number): number[] {
  const size = values.length / parts;
  return Array.from({ length: parts }, (_, part) => {
    const own = values.slice(part * size, (part + 1) * size);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  });
}
