import { describe, expect, it } from 'vitest';
import { resultsReport } from '../../src/charts/report.js';
import { answerOf } from '../../src/tables/answer/answer.js';
import { emptyResults, sampleResults } from './sample-results.js';

const facts = {
  title: 'temp_max',
  subtitle: 'seattle-weather.csv',
  command: 'gatecast forecast seattle-weather.csv',
  remarks: ['the series is short'],
};
const headings = (report: ReturnType<typeof resultsReport>) =>
  report.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

describe('report of a run', () => {
  it('leads from the forecast over its trustworthiness to the data and the command', () => {
    const report = resultsReport(sampleResults, facts);
    expect(headings(report)).toEqual([
      'Forecast',
      'What was forecast, and what came',
      'How far to trust it',
      'Remarks',
      'Training',
      'Inside the network',
      'The data',
      'Repeat this run',
    ]);
    expect(report.blocks).toContainEqual({ kind: 'list', items: facts.remarks });
    expect(report.blocks.at(-1)).toEqual({ kind: 'code', text: facts.command });
  });

  it('opens with the answer and its three numbers', () => {
    const [lead, figures] = resultsReport(sampleResults, facts).blocks;
    const { sentences } = answerOf(sampleResults);
    expect(lead).toEqual({ kind: 'lead', text: sentences.join(' ') });
    expect(figures?.kind === 'figures' && figures.items.map(({ label }) => label)).toEqual([
      'first, 2016-01-01',
      'highest, 2016-01-01',
      'lowest, 2016-01-01',
    ]);
  });

  it('leaves out the parts of which there is nothing', () => {
    const bare = resultsReport(emptyResults, { ...facts, remarks: [] });
    expect(headings(bare)).toEqual(['Repeat this run']);
  });

  it('shows few of very many charts and rows, and says how many there are', () => {
    const many = {
      ...sampleResults,
      forecasts: Array.from({ length: 50 }, () => sampleResults.forecasts[0]!),
    };
    const { blocks } = resultsReport(many, facts);
    const charts = blocks.filter((block) => block.kind === 'chart');
    expect(charts.filter(({ chart }) => chart.title.includes('next 14 days'))).toHaveLength(6);
    const texts = blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []));
    expect(texts).toContain('The first 500 of 700 rows are shown.');
    expect(texts.some((text) => text.startsWith('The first 6 of 50 charts'))).toBe(true);
  });
});
