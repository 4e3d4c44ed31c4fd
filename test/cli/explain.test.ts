import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
    const named = gatecast(['explain', weather, '--model', model, '--json']).stdout;
    const { attributions, remarks } = JSON.parse(named);
    expect(attributions).toHaveLength(1);
    expect(remarks[0]).toContain('theta has no gradients');
    expect(gatecast(['explain', model, weather, '--json']).stdout).toBe(named);
    const none = gatecast(['explain', weather]);
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringMatching(/no model is given/)]);
    const lost = gatecast(['explain', 'lost.gatecast', weather]);
    expect([lost.exitCode, lost.stderr]).toEqual([5, expect.stringContaining('lost.gatecast')]);
    const early = gatecast(['explain', weather, '--model', model, '--back', '9999']);
    expect(early.exitCode).toBe(2);
    expect(early.stderr).toContain('1461 rows');
  });

  it('averages over the cutoffs of a backtest, with the spread', () => {
    const model = trained('rnn', '--epochs', '1', '--lookback', '14');
    const run = gatecast(['explain', weather, '--model', model, '--windows', '4', '--json']);
    const { attributions, remarks } = JSON.parse(run.stdout);
    for (const { cutoffs, byLag } of attributions) {
      expect(cutoffs).toBe(4);
      const [{ contributions, spread }] = byLag;
      expect(spread).toHaveLength(contributions.length);
      expect(Math.min(...contributions)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...spread)).toBeGreaterThan(0);
    }
    expect(remarks.join()).toContain('averaged over 4 cutoffs');
    const many = gatecast(['explain', weather, '--model', model, '--windows', '900']);
    expect(many.exitCode).toBe(2);
    expect(many.stderr).toContain('--windows 900');
  });
});

describe('the report of gatecast forecast', () => {
  it('says what the forecast rests on, what is remembered, and what accuracy costs', () => {
    const report = join(folder, 'report.html');
    const models = ['--model', 'gru', '--model', 'rnn'];
    const asked = ['--target', 'temp_max', '--horizon', '3', '--epochs', '1', ...models];
    const run = gatecast(['forecast', weather, ...asked, '--windows', '3', '--chart-file', report]);
    expect(run.exitCode).toBe(0);
    const page = readFileSync(report, 'utf8');
    expect(page).toContain('What the forecast rests on, by lag');
    expect(page).toContain('Gradient in the hidden state, after training');
    expect(page).toContain('Accuracy against cost');
  });
});
