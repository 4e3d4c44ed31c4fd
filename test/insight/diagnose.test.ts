import { describe, expect, it } from 'vitest';
import { cellSteps } from '../../src/insight/cells/index.js';
import { diagnoseCell } from '../../src/insight/diagnose.js';
import { effectiveMemory, memorySentence } from '../../src/insight/memory.js';
import { namedTask } from '../../src/insight/named-task.js';
import { tasks } from '../../src/insight/tasks/index.js';

const settings = {
  hidden: 16,
  epochs: 10,
  batchSize: 32,
  learningRate: 0.01,
  clipNorm: 1,
  seed: 1,
  engine: { name: 'wasm', threads: 1 },
};

describe('effective memory', () => {
  it('does not end where the gradient comes back', () => {
    const held = effectiveMemory(Float64Array.of(1, 0.5, 0.005, 0.3, 0.2));
    expect(held).toMatchObject({ outcome: 'holds', steps: 4, left: 0.2 });
    const lost = effectiveMemory(Float64Array.of(1, 0.005, 0.3, 0.004, 0.003));
    expect(lost).toMatchObject({ outcome: 'vanishes', steps: 3 });
  });

  it('ends where the gradient falls below a hundredth, or grows beyond a hundredfold', () => {
    const decay = (rate: number) => Float64Array.from({ length: 20 }, (_, k) => rate ** k);
    expect(effectiveMemory(decay(0.5))).toMatchObject({ outcome: 'vanishes', steps: 7 });
    expect(effectiveMemory(decay(2))).toMatchObject({ outcome: 'explodes', steps: 7 });
    const held = effectiveMemory(decay(0.99));
    expect(held).toMatchObject({ outcome: 'holds', steps: 19 });
    expect(memorySentence(held)).toBe('still 83 % of the gradient after 19 steps');
  });
});

describe.each(tasks.entries)('task $name', (task) => {
  it('has the same windows for the same seed, and others for another', () => {
    const batch = (seed: number) =>
      namedTask(`${task.name}:9`, seed).training.gather(Int32Array.of(3, 5));
    expect(batch(1)).toEqual(batch(1));
    expect(batch(1).inputs).not.toEqual(batch(2).inputs);
  });

  it('has answers whose variance is the loss of chance', () => {
    const made = namedTask(`${task.name}:6`, 1);
    const { targets } = made.training.gather(Int32Array.from({ length: 8000 }, (_, i) => i));
    const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
    const variance = targets.reduce((sum, value) => sum + (value - mean) ** 2, 0) / targets.length;
    expect(variance / made.chance!).toBeCloseTo(1, 1);
  });
});

async function shareOfChance(task: string): Promise<Record<string, number>> {
  const made = namedTask(task, 1);
  const losses: Record<string, number> = {};
  for (const cell of cellSteps.entries) {
    const { loss } = await diagnoseCell(cell, made, settings);
    losses[cell.name] = loss.end! / made.chance!;
  }
  return losses;
}

describe('50 steps of memory', () => {
  it('of lag separate lstm and gru from an rnn of the same size by more than ten times', async () => {
    const { rnn, gru, lstm } = await shareOfChance('lag:50');
    expect(gru).toBeLessThan(0.005);
    expect(lstm).toBeLessThan(0.005);
    expect(rnn).toBeGreaterThan(10 * Math.max(gru!, lstm!));
  }, 60_000);

  it('of adding are learned by lstm and gru, while an rnn of the same size answers the mean', async () => {
    const { rnn, gru, lstm } = await shareOfChance('adding:50');
    expect(gru).toBeLessThan(0.05);
    expect(lstm).toBeLessThan(0.05);
    expect(rnn).toBeGreaterThan(0.9);
  }, 60_000);
});
