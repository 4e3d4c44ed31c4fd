import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tfjs from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { restoreIsNullOrUndefined } from '../../dist/engines/tensorflow/node-util.js';
import { batchOf } from './cases.js';

const require = createRequire(import.meta.url);

/** TensorFlow.js with its WASM backend. */
export async function startTensorflow() {
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  return start(tfjs, 'wasm', 'tfjs');
}

/** TensorFlow.js with the C library, or null where that package cannot be loaded. */
export async function startTensorflowNode() {
  restoreIsNullOrUndefined();
  try {
    const { default: tf } = await import('@tensorflow/tfjs-node');
    // An alias in a lock file bears the name, but has no such backend.
    return tf.findBackendFactory('tensorflow') === null
      ? null
      : await start(tf, 'tensorflow', 'tfjs-node');
  } catch {
    return null;
  }
}

async function start(tf, backend, name) {
  await tf.setBackend(backend);
  await tf.ready();
  return { tf, backend, version: `${name} ${tf.version['tfjs-core']} (${tf.getBackend()})` };
}

/** A training step of the same network as tf layers. */
export async function trainer({ tf, backend }, benchmark) {
  await tf.setBackend(backend);
  const { cell, batch, hidden, lookback, features, layers } = benchmark;
  const model = tf.sequential();
  for (let layer = 0; layer < layers; layer++) {
    const inputShape = [lookback, layer === 0 ? features : hidden];
    const returnSequences = layer < layers - 1;
    model.add(
      tf.layers[cell]({
        ...{ units: hidden, recurrentActivation: 'sigmoid', inputShape, returnSequences },
        recurrentInitializer: 'glorotUniform', // orthogonal takes long, and is not what is measured
      }),
    );
  }
  model.add(tf.layers.dense({ units: 1 }));
  const data = batchOf(benchmark);
  const x = tf.tensor(data.x, [batch, lookback, features]);
  const y = tf.tensor(data.y, [batch, 1]);
  const adam = tf.train.adam(1e-3);
  return {
    run() {
      const loss = adam.minimize(() => tf.losses.meanSquaredError(y, model.apply(x)), true);
      loss.dataSync();
      loss.dispose();
    },
    dispose() {
      for (const thing of [x, y, model, adam]) thing.dispose();
    },
  };
}
