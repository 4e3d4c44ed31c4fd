import { expect, it } from 'vitest';
import { presentInspection } from '../../../src/cli/presentations/inspect.js';
import { dailyCsv, inspectText } from '../../data/csv-text.js';

const documentOf = async (text: string) =>
  JSON.parse(
    JSON.stringify(presentInspection(await inspectText(text), {}, 'gatecast inspect -').document),
  );

it('the season and the horizon of a forecast stand in the document: a week of days', async () => {
  const week = await documentOf(dailyCsv(120, (row) => String([3, 1, 4, 1, 5, 9, 2][row % 7])));
  expect(week).toMatchObject({ season: 7, horizon: 7, warnings: [] });
});

it('without a season the horizon is ten steps, also of very few rows', async () => {
  const years = Array.from({ length: 30 }, (_, i) => `${1990 + i},${(i * 7) % 11}`).join('\n');
  expect(await documentOf(`year,value\n${years}\n`)).toMatchObject({ season: 1, horizon: 10 });
  expect(await documentOf(dailyCsv(3))).toMatchObject({ season: 7, horizon: 7 });
});

it('a reading that cannot be used is among the warnings, without a season', async () => {
  const tie = 'date,value\n01/02/2024,1\n02/01/2024,2\n';
  const { season, horizon, warnings, problem } = await documentOf(tie);
  expect([season, horizon]).toEqual([null, null]);
  expect(warnings[0]).toBe(`${problem.message}: ${problem.hint}`);
});

it('the ballot on a decision shows each reading with its clues, and names what there is otherwise', async () => {
  const inspection = await inspectText(
    'date,rain,humidity,temp\n2024-01-01,1,2,3\n2024-01-02,2,4,1\n',
  );
  const ballot = presentInspection(inspection, { why: 'Target' }, '').tables()[0]!;
  expect(ballot.rows.map(([reading]) => reading)).toEqual(['temp', 'rain', 'humidity']);
  expect(ballot.rows[0]![2]).toContain('a temperature among columns of weather +');
  expect(ballot.notes).toEqual([
    expect.stringMatching(/^temp, by a margin of [\d.]+ .*--target temp/),
  ]);
  expect(() => presentInspection(inspection, { why: 'zone' }, '')).toThrow(
    expect.objectContaining({ exitCode: 2, hint: expect.stringContaining('time column') }),
  );
});

it('each guess has a margin, also of files that can hardly be told', async () => {
  const texts = ['1\n2\n3\n', 'a;b\n1,5;x\n2,5;y\n', '2024-01-01 5\n2024-01-02 6\n2024-01-05 7\n'];
  for (const text of texts) {
    const { guesses } = await documentOf(text);
    expect(guesses.length).toBeGreaterThan(4);
    for (const { margin, confidence, votes } of guesses) {
      expect(margin).toBeGreaterThanOrEqual(0);
      expect(margin).toBeLessThanOrEqual(10);
      expect(['certain', 'likely', 'weak']).toContain(confidence);
      expect(votes.length).toBeLessThanOrEqual(6);
    }
  }
});
