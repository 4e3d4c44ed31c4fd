import type { Shape } from '../../networks/facts/node-facts.js';
import { positionsOf, widthOf } from '../../networks/facts/shape.js';
import { type Parameter, parametersOf, shapesOf, targetsOf } from '../../networks/parameters.js';
import type { NetworkSpec } from '../../networks/spec.js';
import { forwardWork } from '../../networks/work.js';
import { buildGraph, type Graph } from './graph.js';
import { call, type Instruction } from './kernels.js';
import { CONTROL, type Layout, layOut } from './layout.js';
import { lossCall } from './losses.js';
import { createAllocator, createArena } from './memory.js';
import type { Value } from './nodes/node-kind.js';
import { plus, times } from './operand.js';
import { createPacking } from './packing.js';
import type { Programs } from './programs.js';
import { CHUNK, type Places, roundUp, rowsPerShard } from './shards.js';
import { patienceFor, threadsFor } from './threads.js';

/** A network laid out in memory and turned into programs, before any memory is taken. */
export interface ProgramPlan {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly parameters: readonly Parameter[];
  readonly layout: Layout;
  /** Threads that it has arenas for. */
  readonly threads: number;
  /** Seconds to wait for a worker's next finished task. */
  readonly patience: number;
  readonly places: Places;
  /** Makes the packed copies of the weights; run once after they change. */
  readonly pack: readonly Instruction[];
  readonly programs: Programs;
  /** Memory the whole takes. */
  readonly bytes: number;
}

/** Plans a network for batches up to `batchSize` on up to `threads` threads. */
export function planNetwork(
  spec: NetworkSpec,
  options: { batchSize: number; training: boolean; threads: number },
): ProgramPlan {
  const { batchSize, training } = options;
  const shapes = shapesOf(spec);
  const parameters = parametersOf(spec, shapes);
  const parameterCount = parameters.reduce((sum, { size }) => sum + size, 0);
  const perRow = forwardWork(spec, shapes, parameters);
  const threads = threadsFor(perRow, options);
  const allocator = createAllocator();
  const layout = layOut(spec, shapes, parameterCount, options, allocator);
  const packing = createPacking(allocator);

  const graph = (forTraining: boolean) => {
    const arena = createArena(rowsPerShard(batchSize));
    const places = { layout, packing, arena };
    return { arena, ...buildGraph(spec, parameters, places, forTraining) };
  };
  const inference = graph(false);
  const learning = training ? graph(true) : null;
  const loss = (output: Value) => lossOf(spec, shapes, layout, output);

  const arenaBytes = Math.max(inference.arena.bytes, learning?.arena.bytes ?? 0);
  const arenas = allocator.take((arenaBytes / 4) * threads);
  return {
    shapes,
    parameters,
    layout,
    threads,
    patience: patienceFor(perRow, batchSize),
    places: {
      arenas,
      arenaBytes,
      parameterCount,
      gradients: layout.gradients,
      gradientBytes: layout.gradientBytes,
    },
    pack: packing.instructions,
    programs: {
      predict: [...inference.forward, storeOutput(layout, inference.output)],
      evaluate: [...inference.forward, loss(inference.output)],
      train: learning ? learningSteps(learning, parameterCount, loss(learning.output)) : [],
      sum: training ? [sumGradients(layout)] : [],
      update: training ? [updateWeights(layout)] : [],
    },
    bytes: allocator.bytes,
  };
}

/** A shard's way forward and back, after its gradients were set to zero. */
const learningSteps = (graph: Graph, parameterCount: number, loss: Instruction): Instruction[] => [
  call('fill', { y: times('gradient'), value: 0, count: roundUp(parameterCount) }),
  ...graph.clear,
  ...graph.forward,
  loss,
  ...graph.backward,
];

function lossOf(
  spec: NetworkSpec,
  shapes: ReadonlyMap<string, Shape>,
  layout: Layout,
  output: Value,
): Instruction {
  return lossCall(
    spec.loss,
    {
      sum: plus(layout.losses, times('task', 8)),
      dy: output.gradient ?? 0,
      y: output.data,
      targets: layout.targets,
      firstRow: times('firstRow'),
      present: times('present'),
      outputs: targetsOf(spec, shapes),
      scale: layout.control + CONTROL.lossScale,
    },
    layout.probabilities,
  );
}

function storeOutput(layout: Layout, output: Value): Instruction {
  return call('storeRows', {
    batch: layout.output,
    y: output.data,
    firstRow: times('firstRow'),
    present: times('present'),
    rows: times('rows'),
    positions: positionsOf(output.shape),
    width: widthOf(output.shape),
  });
}

function sumGradients(layout: Layout): Instruction {
  return call('sumGradients', {
    gradients: chunkOf(layout.gradients),
    shardBytes: layout.gradientBytes,
    shards: times('shards'),
    squares: plus(layout.squares, times('task', 8)),
    count: times('chunk'),
  });
}

function updateWeights(layout: Layout): Instruction {
  return call('adamw', {
    weights: chunkOf(layout.weights),
    gradient: chunkOf(layout.gradients),
    first: chunkOf(layout.first),
    second: chunkOf(layout.second),
    decays: chunkOf(layout.decays),
    settings: layout.control + CONTROL.adamw,
    count: times('chunk'),
  });
}

/** The task's chunk of a flat array. */
function chunkOf(address: number) {
  return plus(address, times('task', CHUNK * 4));
}
