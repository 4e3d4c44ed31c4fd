import { usageError } from '../../errors.js';
import type { EngineFacts } from '../engine.js';
import { restoreIsNullOrUndefined } from './node-util.js';

/** The API of TensorFlow.js, whichever package it comes from. */
export type Tensorflow = typeof import('@tensorflow/tfjs');

/** TensorFlow.js as it could be had. */
export interface LoadedTensorflow {
  readonly tf: Tensorflow;
  readonly facts: EngineFacts;
  /** Package, version and backend, and why nothing faster, for people. */
  readonly remark: string;
}

/** Imports a package by name; rejects as `import()` does. */
export type ImportPackage = (name: string) => Promise<unknown>;

/** The fastest first. The native ones bring the backend of the C library, which is called "tensorflow". */
const PACKAGES = [
  { name: '@tensorflow/tfjs-node-gpu', backend: 'tensorflow' },
  { name: '@tensorflow/tfjs-node', backend: 'tensorflow' },
  { name: '@tensorflow/tfjs', backend: 'cpu' },
] as const;

let loaded: Promise<LoadedTensorflow> | undefined;

/** TensorFlow.js, once a process. @throws UserError (exit 2) when no package of it is installed */
export function loadTensorflow(): Promise<LoadedTensorflow> {
  loaded ??= findTensorflow((name) => import(name));
  return loaded;
}

/** The first package that is installed, works and has the backend that it is taken for. */
export async function findTensorflow(importPackage: ImportPackage): Promise<LoadedTensorflow> {
  restoreIsNullOrUndefined();
  const failures: string[] = [];
  for (const { name, backend } of PACKAGES) {
    try {
      const tf = apiOf(await importPackage(name));
      // A package that only bears the name, as an alias in someone's lock file, lacks the backend.
      if (tf.findBackendFactory(backend) === null) continue;
      if (!(await tf.setBackend(backend))) throw new Error(`backend ${backend} does not start`);
      tf.enableProdMode(); // else the plain package advertises the native one on stderr
      const version = tf.version['tfjs-core'];
      const remark = `TensorFlow.js computes: ${name} ${version}, backend ${backend}`;
      return {
        tf,
        facts: { package: name, version, backend },
        remark: [remark, ...failures].join('; '),
      };
    } catch (error) {
      if (!isMissing(error, name)) failures.push(`${name} cannot be loaded: ${firstLine(error)}`);
    }
  }
  throw usageError(
    ['--engine tensorflow: TensorFlow.js is not installed', ...failures].join('; '),
    'npm install @tensorflow/tfjs-node (or @tensorflow/tfjs, which is slower), or leave the flag out',
  );
}

/** CommonJS packages come as the default export of their namespace. */
function apiOf(namespace: unknown): Tensorflow {
  const api = hasKey(namespace, 'setBackend')
    ? namespace
    : hasKey(namespace, 'default')
      ? namespace.default
      : null;
  if (!hasKey(api, 'setBackend')) throw new Error('it is not TensorFlow.js');
  return api as unknown as Tensorflow;
}

const hasKey = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && key in value;

/** Whether the package itself is absent, rather than something that it needs. */
const isMissing = (error: unknown, name: string) =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'ERR_MODULE_NOT_FOUND' &&
  error.message.includes(`'${name}'`);

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0];
