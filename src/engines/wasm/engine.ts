import type { Engine } from '../engine.js';
import { loadModule } from './module.js';
import { createNetwork } from './network.js';

/** gatecast's own engine: WebAssembly kernels, the same bits on every machine and any number of threads. */
export const wasmEngine: Engine = {
  name: 'wasm',
  summary: 'built-in WebAssembly kernels, bit-identical on every machine',
  async compile(spec, options) {
    return createNetwork(spec, options, await loadModule());
  },
};
