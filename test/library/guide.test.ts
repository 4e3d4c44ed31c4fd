import { describe, expect, it } from 'vitest';
import { examplesOf, runProgram } from './documents.js';

const examples = await examplesOf('docs/library.md');

describe('the guide to the library', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(4);
  });

  it.each(examples)('prints what it says: example %#', async ({ program, prints }) => {
    expect(await runProgram(program)).toBe(prints);
  });
});
