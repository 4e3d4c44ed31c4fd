import { createRequire } from 'node:module';
import * as tfjs from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { findTensorflow } from '../../../src/engines/tensorflow/load.js';
import { restoreIsNullOrUndefined } from '../../../src/engines/tensorflow/node-util.js';
import { UserError } from '../../../src/errors.js';

const missing = (name: string) =>
  Object.assign(new Error(`Cannot find package '${name}' imported from load.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });

/** Packages that are installed, by name; a function fails or works when it is imported. */
const installed =
  (packages: Readonly<Record<string, () => unknown>>) =>
  async (name: string): Promise<unknown> => {
    const load = packages[name];
    if (!load) throw missing(name);
    return load();
  };

/** TensorFlow.js that claims to have the C library's backend. */
const native = {
  ...tfjs,
  findBackendFactory: (name: string) => (name === 'tensorflow' ? () => null : null),
  setBackend: async (name: string) => name === 'tensorflow',
};

describe('finding TensorFlow.js', () => {
  it('takes tfjs-node before the plain package and says so', async () => {
    const find = installed({
      '@tensorflow/tfjs-node': () => ({ default: native }),
      '@tensorflow/tfjs': () => tfjs,
    });
    const { tf, facts, remark } = await findTensorflow(find);
    expect(tf).toBe(native);
    expect(facts).toStrictEqual({
      package: '@tensorflow/tfjs-node',
      version: native.version['tfjs-core'],
      backend: 'tensorflow',
    });
    expect(remark).toMatch(
      /^TensorFlow\.js computes: @tensorflow\/tfjs-node \d+\.\d+\.\d+, backend/,
    );
  });

  it('takes the one for GPUs first of all', async () => {
    const find = installed({
      '@tensorflow/tfjs-node-gpu': () => native,
      '@tensorflow/tfjs-node': () => native,
    });
    expect((await findTensorflow(find)).remark).toContain('tfjs-node-gpu');
  });

  it('falls back to the plain package and tells why a native one could not be loaded', async () => {
    const find = installed({
      '@tensorflow/tfjs-node': () => {
        throw new Error('libtensorflow.so.2: cannot open shared object file\nstack');
      },
      '@tensorflow/tfjs': () => tfjs,
    });
    const { remark } = await findTensorflow(find);
    expect(remark).toContain('@tensorflow/tfjs 4');
    expect(remark).toMatch(
      /tfjs-node cannot be loaded: libtensorflow\.so\.2: cannot open shared object file$/,
    );
  });

  it('does not take a package for native that only bears the name', async () => {
    const find = installed({ '@tensorflow/tfjs-node': () => tfjs, '@tensorflow/tfjs': () => tfjs });
    expect((await findTensorflow(find)).remark).toMatch(/@tensorflow\/tfjs 4[^;]*backend cpu$/);
  });

  it('tells when a native backend is there but does not start', async () => {
    const broken = { ...native, setBackend: async () => false };
    const find = installed({
      '@tensorflow/tfjs-node': () => broken,
      '@tensorflow/tfjs': () => tfjs,
    });
    const { remark } = await findTensorflow(find);
    expect(remark).toMatch(/tfjs-node cannot be loaded: backend tensorflow does not start$/);
  });

  it('says what to install when there is none', async () => {
    const failure = await findTensorflow(installed({})).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ exitCode: 2, hint: expect.stringContaining('npm install') });
  });
});

describe('util.isNullOrUndefined', () => {
  const util: Record<string, unknown> = createRequire(import.meta.url)('node:util');

  it('is there again before tfjs-node is imported, as Node 23 removed it', async () => {
    const original = util.isNullOrUndefined;
    delete util.isNullOrUndefined;
    try {
      const find = installed({
        '@tensorflow/tfjs-node': () => {
          const isNullOrUndefined = util.isNullOrUndefined as (value: unknown) => boolean;
          expect([null, undefined, 0, ''].map(isNullOrUndefined)).toEqual([
            true,
            true,
            false,
            false,
          ]);
          return native;
        },
      });
      expect((await findTensorflow(find)).remark).toContain('tfjs-node');
    } finally {
      if (original) util.isNullOrUndefined = original;
    }
  });

  it('is left alone where Node has it', () => {
    const target = { isNullOrUndefined: () => 'own' };
    restoreIsNullOrUndefined(target);
    expect(target.isNullOrUndefined()).toBe('own');
  });
});
