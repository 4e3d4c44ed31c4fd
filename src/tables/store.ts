import type { Cell, Column, Table } from './table.js';

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
    rows: versions.map(({ name, version, created, model, bytes, aliases, fallback }) => [
      name,
      version,
      created,
      fallback ? `${model} (fallback)` : model,
      bytes,
      aliases.join(' '),
    ]),
  };
}

interface RunRow {
  readonly started: string;
  readonly outcome: string;
  readonly exitCode: number;
  readonly champion: string | null;
  readonly summary: string;
  readonly data: { readonly last: string; readonly rows: number } | null;
  readonly details: { readonly [key: string]: unknown };
}

/** The diary of a model: one row a run, with all that was odd on that night. */
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
      { ...text('summary'), wrap: true },
    ],
    rows: runs.map(({ started, outcome, exitCode, data, champion, details, summary }) => [
      `${started.slice(0, 16).replace('T', ' ')}Z`,
      outcome,
      exitCode,
      data?.last ?? null,
      data?.rows ?? null,
      champion === null ? null : champion.slice(-8),
      secondsOf(details.seconds),
      [summary, ...warningsOf(details.warnings)].join('. '),
    ]),
  };
}

/** All stages together; null where the run says nothing of them. */
function secondsOf(stages: unknown): number | null {
  if (typeof stages !== 'object' || stages === null) return null;
  const seconds = Object.values(stages).filter((each) => typeof each === 'number');
  return Math.round(1000 * seconds.reduce((sum, each) => sum + each, 0)) / 1000;
}

function warningsOf(warnings: unknown): string[] {
  if (!Array.isArray(warnings) || warnings.length === 0) return [];
  return [`Warning: ${warnings.map(String).join('. Warning: ')}`];
}

/** Two columns: what, and its value. */
export function factsTable(title: string, facts: Readonly<Record<string, Cell>>): Table {
  return { title, columns: [text('what'), text('value')], rows: Object.entries(facts) };
}

/** A health report, one row a finding; what is not well is set off. */
export function healthTable(
  findings: readonly { readonly what: string; readonly value: string; readonly well: boolean }[],
): Table {
  return {
    title: 'Health',
    columns: [text('what'), text('value'), text('verdict')],
    rows: findings.map(({ what, value, well }) => [what, value, well ? 'well' : 'not well']),
    emphasis: [...findings.keys()].filter((i) => !findings[i]!.well),
  };
}
