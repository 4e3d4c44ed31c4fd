import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { isoTime } from '../../data/findings/summarize.js';
import { scoreDocuments } from '../../evaluation/scores/score-documents.js';
import type { Track, TrackRecord } from '../../evaluation/scores/track-record.js';
import { tables } from '../../tables/index.js';
import type { MonitorOutcome } from '../../workflows/monitor/monitor.js';
import type { Presentation } from '../present.js';
import { readingResults } from './results.js';

/** What `monitor` shows: error, bias and coverage by step and over time; exit 3 when an alarm has gone off. */
export function presentMonitor(outcome: MonitorOutcome, command: string): Presentation {
  const { reading, track, raised } = outcome;
  const { panel } = reading;
  const results = { ...readingResults(reading), track };
  const forecasts = track.backtest.origins.length;
  const built = (name: string) => tables.get(name).build(results);
  const alarms = raised.map((sentence) => `alarm: ${sentence}`);
  return {
    document: {
      forecasts,
      scores: scoreDocuments(track.backtest, track.scores),
      byStep: stepsOf(track, track.byStep),
      overTime: track.periods.map(({ from, byStep, ...period }) => ({
        from: isoTime(panel, from),
        ...scoresOf(track, period),
        byStep: stepsOf(track, byStep),
      })),
      alarms: raised,
    },
    main: () => built('track')[0]!,
    tables: () => ['track-over-time', 'track-by-series', 'track-by-step'].flatMap(built),
    remarks: alarms,
    chart: () => charts.get('published').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Published forecasts of ${panel.targets.join(', ')}, and what came`,
        subtitle: `${forecasts} ${forecasts === 1 ? 'forecast' : 'forecasts'}`,
        command,
        remarks: alarms,
      }),
    ...(raised.length > 0 ? { exitCode: 3 as const } : {}),
  };
}

const stepsOf = (record: TrackRecord, byStep: readonly Track[]) =>
  byStep.map((track, step) => ({ step: step + 1, ...scoresOf(record, track) }));

/** Null where nothing is known yet. */
const scoresOf = ({ columns }: TrackRecord, { known, scores }: Track) => ({
  known,
  ...Object.fromEntries(
    columns.map(({ key }, i) => [key, Number.isNaN(scores[i]!) ? null : scores[i]!]),
  ),
});
