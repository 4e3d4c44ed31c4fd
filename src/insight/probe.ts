import type { Engine, Network } from '../engines/engine.js';
import type { NetworkSpec, NodeSpec } from '../networks/spec.js';

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
  const network = await engine.compile(probed(spec), options);
  setWeights(network, weights);
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
          inputOf(name),
          Float64Array.from(gradient.subarray(offset, offset + size)),
        ]),
      );
    },
    dispose: () => network.dispose(),
  };
}

const isProbe = ({ name }: { readonly name: string }) => name.startsWith(PREFIX);

const inputOf = (parameter: string) => parameter.slice(PREFIX.length, parameter.lastIndexOf('.'));

/** The network with every input read through a vector that is added to it, and nothing frozen. */
function probed({ inputs, nodes, output }: NetworkSpec): NetworkSpec {
  const ids = new Set(inputs.map(({ id }) => id));
  const through = (id: string) => (ids.has(id) ? `${PREFIX}${id}` : id);
  const probes = inputs.map(({ id }): NodeSpec => {
    return { kind: 'position', id: through(id), from: id };
  });
  return {
    inputs,
    nodes: [...probes, ...nodes.map((node) => reading(node, through))],
    output: through(output),
    loss: { kind: 'mae' },
  };
}

/** The same node, reading elsewhere. A frozen one may not read what has a gradient. */
function reading(node: NodeSpec, through: (id: string) => string): NodeSpec {
  const from = typeof node.from === 'string' ? through(node.from) : node.from.map(through);
  const thawed = 'frozen' in node ? { frozen: false } : {};
  return { ...node, ...thawed, from } as NodeSpec;
}

/** Probes are zeros; the other parameters keep their order. */
function setWeights(network: Network, weights: Float32Array): void {
  const all = new Float32Array(network.parameterCount);
  let next = 0;
  for (const parameter of network.parameters) {
    if (isProbe(parameter)) continue;
    all.set(weights.subarray(next, next + parameter.size), parameter.offset);
    next += parameter.size;
  }
  network.setWeights(all);
}
