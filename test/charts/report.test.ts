import { describe, expect, it } from 'vitest';
import { resultsReport } from '../../src/charts/report.js';
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
      'Training',
      'Inside the network',
      'The data',
      'Repeat this run',
    ]);
    expect(report.blocks[0]).toEqual({ kind: 'list', items: facts.remarks });
    expect(report.blocks.at(-1)).toEqual({ kind: 'code', text: facts.command });
  });

  it('leaves out the parts of which there is nothing', () => {
    expect(headings(resultsReport(emptyResults, facts))).toEqual(['Repeat this run']);
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
