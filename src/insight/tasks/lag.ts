import type { Task } from './task.js';

/** The value of `distance` steps ago, among others that do not matter. */
export const lag: Task = {
  name: 'lag',
  summary: 'say the value that was read K steps ago',
  features: 1,
  outputs: 1,
  chance: 1 / 3,
  steps: (distance) => distance + 1,
  write(random, _distance, window, answer) {
    for (let step = 0; step < window.length; step++) window[step] = 2 * random.uniform() - 1;
    answer[0] = window[0]!;
  },
};
