/** Median milliseconds of a call, over `seconds` and at least three calls, after a warm-up. */
export function medianMs(run, seconds) {
  const first = timeOf(run);
  // Long enough for the compiler's second tier; a call of a second needs no warm-up.
  const warmUp = performance.now() + Math.min(300, seconds * 500);
  while (first < 500 && performance.now() < warmUp) run();
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (times.length < 3 || performance.now() < end) times.push(timeOf(run));
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function timeOf(run) {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Lets worker threads start and others' threads fall asleep. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
