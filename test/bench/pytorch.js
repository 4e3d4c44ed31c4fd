import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('pytorch.py', import.meta.url));

/**
 * A Python process that trains cases on request, or null when that Python has no torch. It sleeps while
 * the others are measured.
 */
export async function startPytorch(python) {
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {}); // no such program: its output ends at once
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    return done ? null : JSON.parse(value);
  };
  const version = await answer();
  if (version === null) return null;
  return {
    version,
    /** Median milliseconds of a training step. */
    measure(benchmark, threads, seconds) {
      child.stdin.write(`${JSON.stringify({ ...benchmark, threads, seconds })}\n`);
      return answer();
    },
    end: () => child.stdin.end(),
  };
}
