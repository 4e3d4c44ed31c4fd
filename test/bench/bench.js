// Training speed against TensorFlow.js and PyTorch, start-up, reading and inference, on this machine.
//   node test/bench/bench.js [--python PATH] [--threads N] [--seconds S] [--rounds R] [--only TEXT]
//                            [--json FILE]
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { measureInference } from './inference.js';
import { startPytorch } from './pytorch.js';
import { measureReading } from './reading.js';
import { measureStartup } from './startup.js';
import { printTable } from './table.js';
import { startTensorflow, startTensorflowNode } from './tensorflow.js';
import { measureTraining } from './training.js';

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    threads: { type: 'string', default: String(cpus().length) },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    json: { type: 'string', default: 'bench.json' },
  },
});
const threads = Number(values.threads);
const seconds = Number(values.seconds);

const pytorch = await startPytorch(values.python);
const tfjs = await startTensorflow();
const tfjsNode = await startTensorflowNode();
const machine = {
  cpu: cpus()[0].model.trim(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
  tensorflow: tfjs.version,
  tensorflowNode: tfjsNode ? tfjsNode.version : 'tfjs-node: cannot be loaded',
  pytorch: pytorch ? pytorch.version : `none: ${values.python} has no torch`,
};
const training = await measureTraining({
  ...{ threads, seconds, pytorch, tfjs, tfjsNode, only: values.only },
  rounds: Number(values.rounds),
});
pytorch?.end();
const others = values.only
  ? {}
  : {
      inference: await measureInference({ threads, seconds }),
      startup: measureStartup(),
      reading: await measureReading(),
    };

const result = { machine, threads, training, ...others };
printTable(result);
writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
console.log(`\nAll figures: ${values.json}`);
process.exit(0); // TensorFlow.js' backend would keep the process
