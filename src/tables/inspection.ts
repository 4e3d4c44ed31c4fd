import type { Inspection } from '../data/inspection.js';
import type { Guess, SourceSummary } from '../data/reading.js';
import type { Column, Table } from '../render/table.js';

const text = (label: string): Column => ({ label, align: 'left' });
const sentence = (label: string): Column => ({ label, align: 'left', wrap: true });
const number = (label: string, digits?: number): Column => ({
  label,
  align: 'right',
  ...(digits === undefined ? {} : { digits }),
});

/** What was understood of one file, line by line, and the flags that read all files so again. */
export function overviewTable(source: SourceSummary, { guesses }: Inspection): Table {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['file', source.file],
    ['encoding', source.encoding],
    ['delimiter', source.delimiter],
    ['decimal mark', source.decimal],
    ['header', source.header ? 'yes' : 'no'],
    ['rows', source.rows],
    ['time column', source.time.column ?? 'none: rows are numbered'],
    ['first', source.time.first],
    ['last', source.time.last],
    ['time format', source.time.format],
    ['time zone', source.time.timezone ?? 'none (wall clock)'],
    ['frequency', source.freq],
    ['order', source.order],
  ];
  // Files of one kind are read alike: each flag once.
  const flags = [...new Set(guesses.map(({ flag }) => flag))];
  return {
    title: `Overview of ${source.file}`,
    columns: [text('what'), text('value')],
    rows: facts.map(([what, value]) => [what, value === null ? 'unknown' : String(value)]),
    ...(flags.length === 0
      ? {}
      : { notes: [`to read it exactly like this again: ${flags.join(' ')}`] }),
  };
}

/** Every decision that no flag made; one that several files share with its evidence, once. */
export function guessesTable({ guesses }: Inspection): Table {
  const rows = new Map(
    guesses.map(({ what, value, confidence, flag, evidence }) => [
      `${flag}\n${evidence}`,
      [what, value, confidence, flag, evidence],
    ]),
  );
  return {
    title: 'Guesses',
    columns: [text('what'), text('value'), text('how sure'), text('flag'), sentence('evidence')],
    rows: [...rows.values()],
  };
}

/** The readings that a decision was made between, and what spoke for each. */
export function ballotTable({
  what,
  value,
  margin,
  confidence,
  evidence,
  votes,
  flag,
}: Guess): Table {
  const signed = (weight: number) => `${weight < 0 ? '−' : '+'}${Math.abs(weight)}`;
  const shown = votes.length > 0 ? votes : [{ value, score: margin, clues: [] }];
  return {
    title: `Ballot on the ${what}`,
    columns: [text('reading'), number('score', 2), sentence('clues')],
    rows: shown.map(({ value: reading, score, clues }) => [
      reading,
      score,
      clues.length === 0
        ? votes.length > 0
          ? 'none'
          : evidence
        : clues.map(({ name, weight }) => `${name} ${signed(weight)}`).join(', '),
    ]),
    notes: [`${value}, by a margin of ${margin} in log-odds: ${confidence}; ${flag} fixes it`],
  };
}

/** Columns of one file with their roles and statistics. */
export function columnsTable(source: SourceSummary): Table {
  // Where periods were columns, a row of the file is many points of its series.
  const cells = Math.max(
    source.rows,
    source.series.reduce((sum, { rows }) => sum + rows, 0),
  );
  return {
    title: `Columns of ${source.file}`,
    columns: [
      text('column'),
      text('role'),
      text('type'),
      number('missing'),
      number('min'),
      number('max'),
      number('mean'),
      text('first'),
      text('last'),
    ],
    rows: source.columns.map((column) => {
      const count = cells - column.missing;
      const mean = column.sum === null || count === 0 ? null : column.sum / count;
      return [
        column.name,
        column.role,
        column.type,
        column.missing,
        column.min,
        column.max,
        mean,
        shown(column.first),
        shown(column.last),
      ];
    }),
  };
}

const shown = (value: number | string | null) => (value === null ? '' : String(value));

/** Span, gaps and duplicates of every series of one file. */
export function seriesTable(source: SourceSummary): Table {
  return {
    title: `Series of ${source.file}`,
    columns: [
      text('id'),
      number('rows'),
      text('first'),
      text('last'),
      number('gaps'),
      number('duplicates'),
    ],
    rows: source.series.map(({ id, rows, first, last, gaps, duplicates }) => [
      id,
      rows,
      first,
      last,
      gaps,
      duplicates,
    ]),
  };
}

/** What is odd in the data and what was changed, with the row where it is. */
export function findingsTable({ findings }: Pick<Inspection, 'findings'>): Table {
  return {
    title: 'Findings',
    columns: [text('level'), number('row'), text('column'), sentence('finding')],
    rows: findings.map((finding) => [
      finding.level,
      finding.row,
      finding.column ?? '',
      finding.text,
    ]),
  };
}
