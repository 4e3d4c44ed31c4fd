import type { Panel } from '../data/panel/panel.js';
import type { TrackRecord } from '../evaluation/scores/track-record.js';
import { type Chart, type Mark, seriesTone } from '../render/chart.js';
import { backtestChart } from './backtest.js';
import { seriesTitle } from './series-title.js';
import { timeAxis } from './time-axis.js';

type TimeAxis = Pick<Panel, 'frequency' | 'zone' | 'timeColumn'>;

/** Lines on one chart that the eye can still distinguish. */
const MOST_STEPS = 4;
/** Forecasts of one series are inside an interval or not: a share needs several of them. */
const ROLLING = 7;

/** Published forecasts of each series that has any, and what came. */
export function publishedCharts(axis: TimeAxis, { backtest }: TrackRecord): Chart[] {
  const told = [...new Set(backtest.origins.map(({ series }) => series))];
  return told.map((series) => {
    const chart = backtestChart(axis, backtest, backtest.results[0]!, series);
    const marks = chart.marks.map((mark) =>
      mark.tone === 'forecast' ? { ...mark, label: 'published forecasts' } : mark,
    );
    const title = `${seriesTitle(backtest, backtest.series[series]!)}: what was forecast, and what came`;
    return { ...chart, title, marks, caption: 'Forecasts that do not overlap are shown.' };
  });
}

/** How error, bias and coverage at a few steps ahead have developed. */
export function trackCharts(axis: TimeAxis, record: TrackRecord): Chart[] {
  if (record.periods.length < 2) return [];
  return record.columns
    .filter(({ key }) => key === 'mae' || key === 'bias' || key.startsWith('coverage_'))
    .map(({ key, level }) => {
      const share = level !== null;
      const target = share ? level : key === 'bias' ? 0 : null;
      return {
        title: `${TITLES[key] ?? `Coverage of the ${level} % interval`} by step ahead, over time`,
        x: timeAxis(axis),
        y: { kind: 'number', label: share ? 'actual values inside, %' : key, scale: 'linear' },
        marks: [
          ...(target === null ? [] : [rule(target)]),
          ...stepsOf(record).map((step, i): Mark => line(record, key, step, i)),
        ],
        caption: share
          ? `Of the last ${ROLLING} forecasts each. Good intervals stay near the rule.`
          : (CAPTIONS[key] ?? ''),
      };
    });
}

const TITLES: Readonly<Record<string, string>> = {
  mae: 'Mean absolute error',
  bias: 'Bias',
};
const CAPTIONS: Readonly<Record<string, string>> = {
  mae: 'Lower is better. A line that climbs says that the model no longer knows the data.',
  bias: 'Above the rule the forecasts are too high, below it too low.',
};

const rule = (at: number): Mark => ({ kind: 'rule', label: '', tone: 'muted', axis: 'y', at });

/** The first step, the last, and some between. */
function stepsOf({ byStep }: TrackRecord): number[] {
  const count = Math.min(MOST_STEPS, byStep.length);
  if (count === 1) return [0];
  const all = Array.from({ length: count }, (_, i) =>
    Math.round((i * (byStep.length - 1)) / (count - 1)),
  );
  return [...new Set(all)];
}

function line({ columns, periods }: TrackRecord, key: string, step: number, index: number): Mark {
  const place = columns.findIndex((column) => column.key === key);
  const values = periods.map(({ byStep }) => byStep[step]!.scores[place]!);
  const share = columns[place]!.level !== null;
  return {
    kind: 'line',
    label: `step ${step + 1}`,
    tone: seriesTone(index),
    x: Float64Array.from(periods, ({ from }) => from),
    y: Float64Array.from(share ? rollingPercent(values) : values),
  };
}

function rollingPercent(values: readonly number[]): number[] {
  return values.map((value, i) => {
    if (Number.isNaN(value)) return Number.NaN;
    const known = values
      .slice(Math.max(0, i + 1 - ROLLING), i + 1)
      .filter((each) => !Number.isNaN(each));
    return (100 * known.reduce((sum, each) => sum + each, 0)) / known.length;
  });
}
