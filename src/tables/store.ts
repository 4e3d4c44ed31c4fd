import type { Cell, Column, Table } from '../render/table.js';

interface VersionRow {
  readonly name: string;
  readonly version: string;
  readonly created: string;
  readonly model: string;
  readonly bytes: number;
  readonly aliases: readonly string[];
  readonly fallback: boolean;
}

const text = (label: string): Column => ({ label, align: 'left' });
const number = (label: string): Column => ({ label, align: 'right' });

/** The versions of a store, one row each. */
export function versionsTable(title: string, versions: readonly VersionRow[]): Table {
  return {
    title,
    columns: [
      text('name'),
      text('version'),
      text('created'),
      text('model'),
      number('bytes'),
      text('aliases'),
    ],
    rows: versions.map((version) => [
      version.name,
      version.version,
      version.created,
      modelOf(version),
      version.bytes,
      version.aliases.join(' '),
    ]),
  };
}

/** The same for a narrow terminal: a version's id says when it was made. */
export function shownVersionsTable(title: string, versions: readonly VersionRow[]): Table {
  return {
    title,
    columns: [text('name'), text('version'), text('model'), text('aliases')],
    rows: versions.map((version) => [
      version.name,
      version.version,
      modelOf(version),
      version.aliases.join(' '),
    ]),
  };
}

const modelOf = ({ model, fallback }: VersionRow) => (fallback ? `${model} (fallback)` : model);

interface RunRow {
  readonly started: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly champion: string | null;
  readonly summary: string;
  readonly data: { readonly last: string; readonly rows: number } | null;
  readonly details: { readonly [key: string]: unknown };
}

/** The record of runs, one row each, for programs. */
export function runsTable(runs: readonly RunRow[]): Table {
  return {
    title: 'History',
    columns: [
      text('started'),
      text('outcome'),
      { ...number('exit'), key: 'exitCode' },
      { ...text('data to'), key: 'dataTo' },
      number('rows'),
      text('champion'),
      { ...number('seconds'), digits: 2 },
      text('summary'),
      text('warnings'),
    ],
    rows: runs.map(({ started, outcome, exitCode, data, champion, details, summary }) => [
      started,
      outcome,
      exitCode,
      data?.last ?? null,
      data?.rows ?? null,
      champion,
      secondsOf(details.seconds),
      summary,
      warningsOf(details.warnings).join('; '),
    ]),
  };
}

/** All stages together; null where the run says nothing of them. */
function secondsOf(stages: unknown): number | null {
  if (typeof stages !== 'object' || stages === null) return null;
  const seconds = Object.values(stages).filter((each) => typeof each === 'number');
  return Math.round(1000 * seconds.reduce((sum, each) => sum + each, 0)) / 1000;
}

const warningsOf = (warnings: unknown): string[] =>
  Array.isArray(warnings) ? warnings.map(String) : [];

/** The record of a model's runs, newest first: what happened, what was odd, what serves since. */
export function historyTable(runs: readonly RunRow[]): Table {
  return {
    title: 'History',
    columns: [text('started'), text('outcome'), { ...text('what happened'), wrap: true }],
    rows: runs.map((run) => [
      `${run.started.slice(0, 16).replace('T', ' ')}Z`,
      run.exitCode === 0 ? run.outcome : `${run.outcome} (${run.exitCode})`,
      sentencesOf(run).map(asSentence).join(' '),
    ]),
  };
}

function sentencesOf({ summary, data, champion, details }: RunRow): string[] {
  const serves = champion === null ? 'nothing serves' : `champion ${champion.slice(-8)}`;
  return [
    summary,
    ...warningsOf(details.warnings).map((warning) => `warning: ${warning}`),
    data ? `${serves}, ${data.rows} rows to ${data.last}` : serves,
  ];
}

const asSentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;

/** Two columns: what, and its value. */
export function factsTable(title: string, facts: Readonly<Record<string, Cell>>): Table {
  return {
    title,
    columns: [text('what'), { ...text('value'), wrap: true }],
    rows: Object.entries(facts),
  };
}

/** A health report, one row a finding; what is not well is set off. */
export function healthTable(
  findings: readonly { readonly what: string; readonly value: string; readonly well: boolean }[],
): Table {
  return {
    title: 'Health',
    columns: [text('what'), { ...text('value'), wrap: true }, text('verdict')],
    rows: findings.map(({ what, value, well }) => [what, value, well ? 'well' : 'not well']),
    emphasis: [...findings.keys()].filter((i) => !findings[i]!.well),
  };
}
