import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { fuzz } from '../fuzz/fuzz.js';

it('no mutated file crashes or hangs the reading', async () => {
  const folder = fileURLToPath(new URL('../../fixtures/csv', import.meta.url));
  const failures = await fuzz(folder, 1, 300);
  expect(failures.map(({ seed, file, what }) => `${seed} ${file}: ${what}`)).toEqual([]);
});
