import type { Network, ParameterInfo } from '../engines/engine.js';
import { engines } from '../engines/index.js';
import { skipLayer } from '../networks/head.js';
import type { NetworkSpec } from '../networks/spec.js';
import { createRandom } from '../random.js';
import type { FitData } from '../training/fit-data.js';
import type { Skip } from '../training/skip.js';
import { train } from '../training/train.js';
import type { TrainingResult, TrainingSettings } from '../training/training.js';
import { windowSource } from '../training/window-reader.js';
import type { FitContext, TrainingRecord } from './model.js';

export interface MembersRequest {
  readonly spec: NetworkSpec;
  readonly data: FitData;
  readonly skip: Skip;
  readonly settings: Omit<TrainingSettings, 'seed'>;
  readonly context: FitContext;
}

export interface TrainedMembers {
  /** Weights of each member. */
  readonly members: readonly Float32Array[];
  readonly record: Omit<TrainingRecord, 'options' | 'notes'>;
}

/** Trains the members of an ensemble, alike but for their seeds. */
export async function trainMembers(request: MembersRequest): Promise<TrainedMembers> {
  const { data, context } = request;
  const members = Math.max(1, Number(context.options.ensemble ?? 1));
  const results: TrainingResult[] = [];
  let parameters = 0;
  for (let member = 0; member < members; member++) {
    const trained = await trainMember(request, member, members);
    parameters = trained.parameters;
    results.push(trained.result);
  }
  const first = results[0]!;
  return {
    members: results.map(({ weights }) => weights),
    record: {
      parameters,
      windows: { train: data.train.count, validation: data.validation.count },
      epochs: first.epochs,
      steps: results.reduce((sum, { steps }) => sum + steps, 0),
      bestEpoch: first.bestEpoch,
      history: first.history,
    },
  };
}

async function trainMember(
  { spec, data, skip, settings, context }: MembersRequest,
  member: number,
  members: number,
): Promise<{ result: TrainingResult; parameters: number }> {
  const { engine, onEpoch, signal, clock } = context;
  const seed = createRandom(context.seed)
    .fork(`member ${member + 1}`)
    .next();
  const network = await engines.get(engine.name).compile(spec, {
    batchSize: settings.batchSize,
    training: true,
    threads: engine.threads,
    seed,
  });
  try {
    if (spec.nodes.some(({ id }) => id === skipLayer)) startAsSkip(network, skip);
    const source = (windows: FitData['train']) =>
      windowSource(data.reader, data.features, windows, settings.batchSize);
    const started = clock?.() ?? 0;
    const result = await train(
      network,
      source(data.train),
      data.validation.count > 0 ? source(data.validation) : null,
      { ...settings, seed, budgetSeconds: settings.budgetSeconds / members },
      {
        onEpoch: (record) =>
          onEpoch?.({
            ...record,
            epoch: member * settings.epochs + record.epoch,
            epochs: members * settings.epochs,
            seconds: (clock?.() ?? 0) - started,
          }),
        ...(signal && { signal }),
        ...(clock && { clock }),
      },
    );
    return { result, parameters: network.parameterCount };
  } finally {
    network.dispose();
  }
}

/** Gives the skip layer its first weights. */
function startAsSkip(network: Network, skip: Skip): void {
  const weights = network.weights();
  weights.set(skip.kernel, parameter(network, `${skipLayer}.kernel`).offset);
  weights.set(skip.bias, parameter(network, `${skipLayer}.bias`).offset);
  network.setWeights(weights);
}

function parameter(network: Network, name: string): ParameterInfo {
  const found = network.parameters.find((each) => each.name === name);
  if (!found) throw new Error(`the network has no parameter "${name}"`);
  return found;
}
