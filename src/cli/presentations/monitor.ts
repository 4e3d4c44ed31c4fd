import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import { scoreDocuments } from '../../evaluation/score-documents.js';
import { tables } from '../../tables/index.js';
import type { MonitorOutcome } from '../../workflows/monitor/monitor.js';
import type { Presentation } from '../present.js';
import { readingResults } from './results.js';

/** What `monitor` shows: scores and errors by step; exit 3 when an alarm has gone off. */
export function presentMonitor(outcome: MonitorOutcome, command: string): Presentation {
  const { reading, backtest, scores, raised } = outcome;
  const results = { ...readingResults(reading), backtest, scores };
  const shown = tables.get('scores').build(results);
  const alarms = raised.map((sentence) => `alarm: ${sentence}`);
  return {
    document: {
      forecasts: backtest.origins.length,
      scores: scoreDocuments(backtest, scores),
      alarms: raised,
    },
    main: () => shown[0]!,
    tables: () => [...shown, ...tables.get('step-errors').build(results)],
    remarks: alarms,
    chart: () => charts.get('backtest').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Published forecasts of ${reading.panel.targets.join(', ')}, and what came`,
        subtitle: `${backtest.origins.length} forecasts`,
        command,
        remarks: alarms,
      }),
    ...(raised.length > 0 ? { exitCode: 3 as const } : {}),
  };
}
