import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Folders and files of tests that train networks, start commands or browsers, or go through hundreds of
 * files: everything that `npm run test:quick` leaves out.
 */
export const slow: readonly string[] = [
  ...['cli', 'engines', 'insight', 'interchange', 'library', 'models', 'pretraining', 'workflows'],
  ...['contributing', 'docs', 'package'].map(testFile),
  ...['csv-files', 'fuzz', 'patterns', 'reproduce', 'round-trip'].map((name) =>
    testFile(`data/${name}`),
  ),
  ...['bytes/parquet', 'rows/plain-rows', 'series/time-axis'].map((name) =>
    testFile(`data/${name}`),
  ),
  ...['evaluation/intervals/intervals', 'evaluation/intervals/scalings'].map(testFile),
  ...['render/echarts/html', 'render/echarts/png'].map(testFile),
  ...['store/atomic', 'store/atomic-faults', 'store/file-lock', 'store/lock'].map(testFile),
].map((path) => `test/${path}`);

/** Files that take a worker half a minute or more: first, so that nothing waits for them at the end. */
export const longest: readonly string[] = ['docs', 'cli/help', 'workflows/faults'].map(
  (name) => `test/${testFile(name)}`,
);

/** The longest files first; the rest as vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

function testFile(name: string): string {
  return `${name}.test.ts`;
}
