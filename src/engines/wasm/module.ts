import { readFile } from 'node:fs/promises';
import type { Kernels } from './kernels.js';

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The compiled kernels, once a process. They are built to dist/kernels.wasm; this file lies three folders
 * below the package root both as source and as built.
 */
export function loadModule(): Promise<WebAssembly.Module> {
  const file = new URL('../../../dist/kernels.wasm', import.meta.url);
  compiled ??= readFile(file).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}

/** The kernels over this memory; the module is compiled already, so this takes microseconds. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const abort = () => {
    throw new Error('a kernel stopped');
  };
  const instance = new WebAssembly.Instance(module, { env: { memory, abort } });
  return instance.exports as unknown as Kernels;
}
