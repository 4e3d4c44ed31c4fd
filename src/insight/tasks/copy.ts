import type { Task } from './task.js';

/** Signs to remember. */
const SIGNS = 4;

/** A few signs, then silence; the answer is all of them (after Hochreiter & Schmidhuber 1997, 5.1). */
export const copy: Task = {
  name: 'copy',
  summary: `repeat ${SIGNS} signs after K steps of silence`,
  features: 1,
  outputs: SIGNS,
  chance: 1,
  steps: (distance) => SIGNS + distance,
  write(random, _distance, window, answer) {
    for (let i = 0; i < SIGNS; i++) {
      answer[i] = random.integer(2) === 0 ? -1 : 1;
      window[i] = answer[i]!;
    }
  },
};
