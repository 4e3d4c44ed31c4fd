import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const noisy = (row: number) => (Number(wave(row)) + ((row * 7919) % 13) / 13).toFixed(2);
const odd = put(
  folder,
  'odd.csv',
  daily(150, (row) => (row === 147 ? '500' : noisy(row))),
);

describe('gatecast anomalies', () => {
  it('gives every row in the columns of the contract, and exits with 3 for a new anomaly if asked', () => {
    const { stdout, exitCode } = gatecast(['anomalies', odd, '--fail-on-anomaly']);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toBe('date,value,expected,lo,hi,p,anomaly');
    expect(rows).toHaveLength(150);
    expect(rows.filter((row) => row.endsWith(',true'))).toEqual([
      expect.stringMatching(/^2020-05-27,500,/),
    ]);
    expect(exitCode).toBe(3);
  });

  it('an older anomaly is shown, and the exit code stays 0', () => {
    const args = ['anomalies', odd, '--fail-on-anomaly', '--newest', '2', '--only-anomalies'];
    const { stdout, exitCode } = gatecast([...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      command: 'anomalies',
      anomalies: 1,
      newAnomalies: 0,
      rows: [{ value: 500, anomaly: true, kind: 'spike' }],
    });
    expect(exitCode).toBe(0);
  });
});
