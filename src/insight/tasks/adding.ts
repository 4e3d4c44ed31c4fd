import type { Task } from './task.js';

/** Two of many numbers are marked, one in each half; the answer is their sum (Hochreiter & Schmidhuber 1997, 5.4). */
export const adding: Task = {
  name: 'adding',
  summary: 'add two marked numbers among K (Hochreiter & Schmidhuber 1997)',
  features: 2,
  outputs: 1,
  // Two independent numbers of variance 1/12.
  chance: 1 / 6,
  steps: (distance) => Math.max(2, distance),
  write(random, _distance, window, answer) {
    const steps = window.length / 2;
    const half = Math.floor(steps / 2);
    for (let step = 0; step < steps; step++) window[2 * step] = random.uniform();
    const marked = [random.integer(half), half + random.integer(steps - half)];
    for (const step of marked) window[2 * step + 1] = 1;
    answer[0] = marked.reduce((sum, step) => sum + window[2 * step]!, 0);
  },
};
