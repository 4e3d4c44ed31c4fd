import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';

const folder = mkdtempSync(join(tmpdir(), 'explain-'));
const weather = 'fixtures/seattle-weather.csv';
afterAll(() => rmSync(folder, { recursive: true }));

function trained(model: string, ...options: readonly string[]): string {
  const file = join(folder, `${model}.gatecast`);
  const flags = ['--target', 'temp_max', '--horizon', '3', '--model', model, '--output', file];
  expect(gatecast(['train', weather, ...flags, ...options]).exitCode).toBe(0);
  return file;
}

describe('gatecast explain', () => {
  it('splits the forecast of a network into contributions that add up', () => {
    const model = trained('gru', '--epochs', '1', '--lookback', '28', '--past', 'wind');
    const run = gatecast(['explain', weather, '--model', model, '--json']);
    expect(run.exitCode).toBe(0);
    const { attributions } = JSON.parse(run.stdout);
    const [gradients, occlusion] = attributions;
    expect(gradients.method).toBe('integrated gradients');
    expect(gradients.incompleteness).toBeLessThan(0.01);
    expect(gradients.byLag.map(({ feature }: { feature: string }) => feature)).toEqual([
      'value',
      'wind',
    ]);
    expect(occlusion.forecast).toBeCloseTo(gradients.forecast, 3);
  });

  it('explains a model without gradients by occlusion, and says so', () => {
    const model = trained('theta');
    const { attributions, remarks } = JSON.parse(
      gatecast(['explain', weather, '--model', model, '--json']).stdout,
    );
    expect(attributions).toHaveLength(1);
    expect(remarks[0]).toContain('theta has no gradients');
    const early = gatecast(['explain', weather, '--model', model, '--back', '9999']);
    expect(early.exitCode).toBe(2);
    expect(early.stderr).toContain('1461 rows');
  });
});
