import { createRegistry } from '../registry.js';
import { tensorflowEngine } from './tensorflow/engine.js';
import { wasmEngine } from './wasm/engine.js';

/** The engines that can train and run a network. */
export const engines = createRegistry('engine', [wasmEngine, tensorflowEngine]);

/** Closed forms run in the kernels of our own engine, whichever trains. */
export { loadProducts } from './wasm/products.js';
