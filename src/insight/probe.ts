import type { Engine, Network } from '../engines/engine.js';
import type { LossSpec, NetworkSpec, NodeSpec } from '../networks/spec.js';

/** So far below any output that the absolute error has slope +1 everywhere. */
const FAR_BELOW = -1e9;

const PREFIX = 'probe of ';

type Inputs = Readonly<Record<string, Float32Array>>;

/** A trained network that can be asked what its output owes to its inputs. */
export interface Probe {
  /** All outputs of each row. // (rows, outputs) */
  outputs(rows: number, inputs: Inputs): Float32Array;
  /**
   * Derivative of the mean over the rows and the chosen outputs by each input, summed over the rows.
   * // by input id: (…shape)
   */
  gradient(rows: number, inputs: Inputs, chosen: readonly number[]): Record<string, Float64Array>;
  dispose(): void;
}

export interface ProbeRequest {
  readonly spec: NetworkSpec;
  readonly weights: Float32Array;
  /** Numbers of output of one row. */
  readonly outputs: number;
  /** Most rows at a time. */
  readonly batchSize: number;
  readonly threads: number;
}

/**
 * Compiles a network with a vector of zeros added to each input. The gradient of that vector is, by the
 * chain rule, the one of the input, so any engine that can train can be asked. The loss is the absolute
 * error to targets far below, whose gradient is that of the output itself.
 */
export async function compileProbe(engine: Engine, request: ProbeRequest): Promise<Probe> {
  const { spec, weights, outputs, batchSize, threads } = request;
  const options = { batchSize, threads, training: true, seed: null };
  const everyInput = spec.inputs.map(({ id }) => id);
  const network = await engine.compile(probed(spec, everyInput, { kind: 'mae' }), options);
  setProbedWeights(network, weights);
  const vectors = network.parameters.filter(isProbe);
  return {
    outputs: (rows, inputs) => network.predict(rows, inputs),
    gradient(rows, inputs, chosen) {
      const targets = new Float32Array(rows * outputs).fill(Number.NaN);
      for (let row = 0; row < rows; row++) {
        for (const output of chosen) targets[row * outputs + output] = FAR_BELOW;
      }
      const { gradient } = network.gradient({ size: rows, inputs, targets });
      return Object.fromEntries(
        vectors.map(({ name, offset, size }) => [
          probedId(name),
          Float64Array.from(gradient.subarray(offset, offset + size)),
        ]),
      );
    },
    dispose: () => network.dispose(),
  };
}

export const isProbe = ({ name }: { readonly name: string }) => name.startsWith(PREFIX);

/** The input or node that a probe's parameter was added to. */
const probedId = (parameter: string) => parameter.slice(PREFIX.length, parameter.lastIndexOf('.'));

/** The network with some inputs and nodes read through a vector that is added to them, and nothing frozen. */
export function probed(spec: NetworkSpec, ids: readonly string[], loss: LossSpec): NetworkSpec {
  const { inputs, nodes, output } = spec;
  const wanted = new Set(ids);
  const through = (id: string) => (wanted.has(id) ? `${PREFIX}${id}` : id);
  const probes = (sources: readonly { readonly id: string }[]) =>
    sources
      .filter(({ id }) => wanted.has(id))
      .map(({ id }): NodeSpec => ({ kind: 'position', id: through(id), from: id }));
  return {
    inputs,
    nodes: [
      ...probes(inputs),
      ...nodes.flatMap((node) => [reading(node, through), ...probes([node])]),
    ],
    output: through(output),
    loss,
  };
}

/** The same node, reading elsewhere. A frozen one may not read what has a gradient. */
function reading(node: NodeSpec, through: (id: string) => string): NodeSpec {
  const from = typeof node.from === 'string' ? through(node.from) : node.from.map(through);
  const thawed = 'frozen' in node ? { frozen: false } : {};
  return { ...node, ...thawed, from } as NodeSpec;
}

/** The weights of the network without probes: these are zeros, the others keep their order. */
export function setProbedWeights(network: Network, weights: Float32Array): void {
  const all = new Float32Array(network.parameterCount);
  let next = 0;
  for (const parameter of network.parameters) {
    if (isProbe(parameter)) continue;
    all.set(weights.subarray(next, next + parameter.size), parameter.offset);
    next += parameter.size;
  }
  network.setWeights(all);
}
