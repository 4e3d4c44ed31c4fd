import { describe, expect, it } from 'vitest';
import { createCrew } from '../../../src/engines/wasm/crew.js';

/** A worker that runs this instead of the engine's entry. */
const worker = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

async function failureOf(code: string): Promise<string> {
  return new Promise((resolve) => {
    const crew = createCrew(worker(code), () => {
      try {
        crew.check();
      } catch (error) {
        resolve((error as Error).message);
      }
    });
    crew.grow(1);
    // The workers do not keep the process alive; the test does.
    setTimeout(() => resolve('nothing happened'), 10_000);
  });
}

describe('crew', () => {
  it('reports the error that a worker threw', async () => {
    expect(await failureOf('throw new Error("out of paper")')).toContain('out of paper');
  });

  it('reports a worker that ended', async () => {
    expect(await failureOf('process.exit(7)')).toBe('worker thread 1 failed: it ended with code 7');
  });
});
