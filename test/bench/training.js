import { cases, flopsOf, nameOf } from './cases.js';
import * as gatecast from './gatecast.js';
import { medianMs, pause } from './measure.js';
import { startPeak } from './peak.js';
import * as tensorflow from './tensorflow.js';

/**
 * Milliseconds of a training step by case and program. Programs take turns within each round, so that a
 * busy moment of the machine hits all of them; of several rounds each program's best counts.
 */
export async function measureTraining({ rounds, only, ...others }) {
  const { threads } = others;
  const measurePeak = await startPeak();
  const rows = [];
  for (const benchmark of cases.filter((entry) => nameOf(entry).includes(only))) {
    const programs = programsFor(benchmark, others);
    const best = new Map();
    let peak = 0;
    for (let round = 0; round < rounds; round++) {
      peak = Math.max(peak, measurePeak(0.1));
      for (const [name, measure] of programs) {
        await pause(50);
        const ms = await measure();
        best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, ms));
      }
    }
    rows.push(summarise(benchmark, Object.fromEntries(best), peak, threads));
    console.error(`measured ${nameOf(benchmark)}`);
  }
  return rows;
}

/** Each program's way to measure a case, in milliseconds. */
function programsFor(benchmark, { threads, seconds, pytorch, tfjs, tfjsNode }) {
  const own = (count) => async () => {
    const { run, dispose } = await gatecast.trainer(benchmark, count);
    await pause(100);
    const ms = medianMs(run, seconds);
    dispose();
    return ms;
  };
  const theirs = (count) => () => pytorch.measure(benchmark, count, seconds);
  const inTensorflow = (program) => async () => {
    const { run, dispose } = await tensorflow.trainer(program, benchmark);
    const ms = medianMs(run, Math.min(seconds, 1));
    dispose();
    return ms;
  };
  return new Map([
    ['gatecast1', own(1)],
    ...(threads > 1 ? [['gatecast', own(threads)]] : []),
    ...(pytorch ? [['pytorch1', theirs(1)]] : []),
    ...(pytorch && threads > 1 ? [['pytorch', theirs(threads)]] : []),
    ['tensorflow', inTensorflow(tfjs)],
    ...(tfjsNode ? [['tensorflowNode', inTensorflow(tfjsNode)]] : []),
  ]);
}

function summarise(benchmark, ms, peak, threads) {
  const gatecast = Math.min(ms.gatecast1, ms.gatecast ?? Number.POSITIVE_INFINITY);
  const pytorch = Math.min(ms.pytorch1 ?? Number.NaN, ms.pytorch ?? Number.POSITIVE_INFINITY);
  const gflops = (value) => flopsOf(benchmark) / value / 1e6;
  return {
    case: nameOf(benchmark),
    threads,
    ms,
    windowsPerSecond: (benchmark.batch / gatecast) * 1000,
    gflops1: gflops(ms.gatecast1),
    gflops: gflops(gatecast),
    peak,
    shareOfPeak: gflops(ms.gatecast1) / peak,
    threadGain: ms.gatecast1 / gatecast,
    againstPytorch: pytorch / gatecast,
    againstTensorflow: ms.tensorflow / gatecast,
  };
}
