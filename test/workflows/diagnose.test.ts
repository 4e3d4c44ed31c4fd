import { describe, expect, it } from 'vitest';
import { lineOf } from '../../src/message.js';
import { runDiagnoseJob } from '../../src/workflows/diagnose.js';

/** What a task of two epochs remarks when every look at the clock is `seconds` after the last. */
async function remarksOf(seconds: number): Promise<string[]> {
  let now = 0;
  const clock = () => {
    now += seconds;
    return now;
  };
  const remarks: string[] = [];
  const engine = { name: 'wasm', threads: 1 } as const;
  const settings = {
    hidden: 8,
    batchSize: 32,
    clipNorm: 1,
    seed: 1,
    learningRate: 0.003,
    epochs: 2,
  };
  await runDiagnoseJob(
    {
      files: [],
      reading: {},
      task: 'lag:3',
      cells: ['rnn'],
      trainingFlags: [],
      clock,
      settings: { ...settings, engine },
    },
    { say: (message) => remarks.push(lineOf(message)) },
  );
  return remarks;
}

describe('a look inside a cell', () => {
  it('tells how long a training takes that takes minutes, where no terminal may show it', async () => {
    expect(await remarksOf(1)).toEqual([]);
    expect(await remarksOf(100)).toEqual([
      'note: rnn: 2 epochs take about 4 minutes; --epochs makes them fewer',
    ]);
  });
});
