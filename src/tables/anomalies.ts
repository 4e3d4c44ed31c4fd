import { isoTime } from '../data/findings/summarize.js';
import type { Panel } from '../data/panel/panel.js';
import type { JudgedRow } from '../evaluation/anomalies/judge-panel.js';
import type { Column, Table } from '../render/table.js';
import { idLabel, timeLabel } from './key-labels.js';

const text = (label: string): Column => ({ label, align: 'left' });
const number = (label: string): Column => ({ label, align: 'right', unit: 'target' });

/** What the column "p" is called in a part of a panel, where it is of each row alone. */
export const P_ALONE = 'p_alone';

/**
 * Rows in the contract's column order: id where it tells apart, time, value, expected, lo, hi, p, anomaly.
 * A part of a panel leaves the last empty.
 * @param of - every row, every row of a part of a panel, or the anomalies alone, with their kind instead of "true"
 */
export function anomaliesTable(
  panel: Panel,
  judged: readonly (readonly JudgedRow[])[],
  formatTime: (time: number) => string,
  of: 'rows' | 'part' | 'anomalies',
): Table {
  const id = idLabel(panel);
  const severalTargets = panel.targets.length > 1;
  return {
    title: of === 'anomalies' ? 'Anomalies' : 'Rows',
    columns: [
      ...(id === null ? [] : [text(id)]),
      text(timeLabel(panel)),
      ...(severalTargets ? [text('target')] : []),
      ...['value', 'expected', 'lo', 'hi'].map(number),
      { label: of === 'part' ? P_ALONE : 'p', align: 'right', digits: 2 },
      text('anomaly'),
    ],
    rows: judged.flatMap((rows, s) => {
      const series = panel.series[s]!;
      return rows
        .filter(({ anomaly }) => anomaly || of !== 'anomalies')
        .map(({ row, value, expected, lo, hi, p, anomaly, kind }) => [
          ...(id === null ? [] : [series.id]),
          formatTime(series.times[row]!),
          ...(severalTargets ? [series.target] : []),
          ...[value, expected, lo, hi, p],
          of === 'rows' ? String(anomaly) : kind,
        ]);
    }),
  };
}

/** The same for JSON, with the kind of each anomaly. */
export const anomalyDocuments = (panel: Panel, judged: readonly (readonly JudgedRow[])[]) =>
  judged.flatMap((rows, s) =>
    rows.map(({ row, ...judgement }) => ({
      id: panel.series[s]!.id,
      ...(panel.targets.length > 1 ? { target: panel.series[s]!.target } : {}),
      time: isoTime(panel, panel.series[s]!.times[row]!),
      ...judgement,
    })),
  );
