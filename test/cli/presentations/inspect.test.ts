import { expect, it } from 'vitest';
import { presentInspection } from '../../../src/cli/presentations/inspect.js';
import { dailyCsv, inspectText } from '../../data/csv-text.js';

const documentOf = async (text: string) =>
  JSON.parse(
    JSON.stringify(presentInspection(await inspectText(text), 'gatecast inspect -').document),
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
