import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst, slow } from './test/suites.js';

/**
 * A worker loads each module once for all its files, so a test puts back what it changes. `vitest run
 * --mode quick` leaves out what takes seconds.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      'test/bench/**',
      ...(mode === 'quick' ? slow.map((path) => (path.endsWith('.ts') ? path : `${path}/**`)) : []),
    ],
    setupFiles: ['test/fixed-seed.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    minWorkers: 1,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
}));
