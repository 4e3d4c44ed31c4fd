import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import type { Inspection } from '../../data/inspection.js';
import { formatTime } from '../../data/panel/steps.js';
import type { Guess } from '../../data/reading.js';
import { usageError } from '../../errors.js';
import { isWarning } from '../../message.js';
import { tables } from '../../tables/index.js';
import { ballotTable } from '../../tables/inspection.js';
import type { Results } from '../../tables/results.js';
import { stepsOf } from '../../workflows/modelling.js';
import { describeFinding } from '../../workflows/read.js';
import type { Presentation } from '../present.js';
import { firstOf } from './chart-note.js';
import { findingDocument } from './finding-document.js';
import { noResults } from './results.js';

const SHOWN = ['overview', 'columns', 'series', 'guesses', 'findings'];

export interface InspectFlags {
  /** The decision to be explained. */
  readonly why?: string | undefined;
}

/** @throws UserError (exit 2) for a decision that was not made */
function guessOn({ guesses }: Inspection, why: string): Guess {
  const names = [...new Set(guesses.map(({ what }) => what))];
  const wanted = why.trim().toLowerCase().replace(/[-_]/g, ' ');
  const found =
    names.find((name) => name === wanted) ?? names.find((name) => name.startsWith(wanted));
  const guess = guesses.find(({ what }) => what === found);
  if (guess) return guess;
  throw usageError(
    `--why "${why}": nothing was decided on that without a flag`,
    `there is ${names.join(', ')}`,
  );
}

/** What `inspect` shows: all that was understood, also of files that give no panel. */
export function presentInspection(
  inspection: Inspection,
  { why }: InspectFlags,
  command: string,
): Presentation {
  const { panel, problem } = inspection;
  const ballot = why === undefined ? null : ballotTable(guessOn(inspection, why));
  const results: Results = {
    ...noResults,
    panel,
    inspection,
    formatTime: (time) => (panel ? formatTime(panel.timeFormat, time, panel.zone) : String(time)),
  };
  const remarks = problem ? [`${problem.message}: ${problem.hint}`] : [];
  return {
    document: inspectionDocument(inspection),
    main: () => ballot ?? tables.get('columns').build(results)[0]!,
    tables: () => (ballot ? [ballot] : SHOWN.flatMap((name) => tables.get(name).build(results))),
    remarks,
    chart: () => charts.get('series').draw(results)[0] ?? null,
    ...firstOf(panel?.series.length ?? 0),
    report: () =>
      resultsReport(results, {
        title: 'What was understood',
        subtitle: inspection.sources.map(({ file }) => file).join(', '),
        command,
        remarks,
      }),
  };
}

/** The first file's summary on top, as scripts expect; all of them under `files` when there are several. */
function inspectionDocument({ sources, findings, guesses, panel, problem }: Inspection) {
  return {
    ...sources[0],
    ...(sources.length > 1 ? { files: sources } : {}),
    // As `forecast` decides them, whose backtest may not look at its test rows.
    ...(panel ? stepsOf(panel, {}, {}) : { season: null, horizon: null }),
    warnings: [
      ...(problem ? [`${problem.message}: ${problem.hint}`] : []),
      ...findings.filter(isWarning).map(describeFinding),
    ],
    guesses,
    findings: findings.map(findingDocument),
    ...(problem ? { problem: { message: problem.message, hint: problem.hint } } : {}),
  };
}
