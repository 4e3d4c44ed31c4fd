import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';

const weather = ['fixtures/seattle-weather.csv', '--target', 'temp_max', '--horizon', '3'];

describe('gatecast compare', () => {
  it('weighs the models named beside the controls, and says which to use', () => {
    const asked = ['--model', 'rnn', '--model', 'linear', '--epochs', '1', '--windows', '5'];
    const { stdout, exitCode } = gatecast(['compare', ...weather, ...asked, '--json']);
    expect(exitCode).toBe(0);
    const document = JSON.parse(stdout);
    const models = document.costs.map(({ model }: { model: string }) => model);
    expect(models).toEqual(document.models);
    expect(models).toEqual(expect.arrayContaining(['naive', 'seasonal-naive', 'rnn', 'linear']));
    const rnn = document.costs[models.indexOf('rnn')];
    expect(rnn.parameters).toBeGreaterThan(100);
    expect(rnn.bytes).toBeGreaterThan(4 * rnn.parameters);
    expect(models).toContain(document.recommendation.model);
  });
});
