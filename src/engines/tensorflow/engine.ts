import type { Engine } from '../engine.js';

/** The same networks in TensorFlow.js: an optional peer dependency, loaded when it is asked for. */
export const tensorflowEngine: Engine = {
  name: 'tensorflow',
  summary: 'TensorFlow.js: tfjs-node where it can be loaded, else the plain package',
  async compile(spec, options) {
    const [{ loadTensorflow }, { createNetwork }] = await Promise.all([
      import('./load.js'),
      import('./network.js'),
    ]);
    return createNetwork(spec, options, await loadTensorflow());
  },
  async facts() {
    const { loadTensorflow } = await import('./load.js');
    return (await loadTensorflow()).facts;
  },
};
