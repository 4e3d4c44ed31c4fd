import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { batchOf } from './cases.js';

const require = createRequire(import.meta.url);

/** TensorFlow.js with its WASM backend. */
export async function startTensorflow() {
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  return `tfjs ${tf.version.tfjs} (${tf.getBackend()})`;
}

/** A training step of the same network as tf layers. */
export function trainer(benchmark) {
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
