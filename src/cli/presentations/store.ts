import { formatFrequency } from '../../data/calendar/frequency.js';
import { isoText } from '../../data/times/time-format.js';
import { levelsOf } from '../../metrics/levels.js';
import type { Cell, Table } from '../../render/table.js';
import type { Aliases } from '../../store/aliases.js';
import type { Owner } from '../../store/owner.js';
import type { RunRecord } from '../../store/runs.js';
import type { Version } from '../../store/versions.js';
import {
  factsTable,
  historyTable,
  runsTable,
  shownVersionsTable,
  versionsTable,
} from '../../tables/store.js';
import type { ListedVersion, ShownVersion, VerifyOutcome } from '../../workflows/store.js';
import type { Presentation } from '../present.js';

/** A result that is one table. */
export function presentTable(
  table: Table,
  document: Readonly<Record<string, unknown>>,
  remarks: readonly string[] = [],
): Presentation {
  return {
    document,
    main: () => table,
    tables: () => [table],
    remarks,
    chart: () => null,
    report: () => ({ title: table.title, subtitle: '', blocks: [{ kind: 'table', table }] }),
  };
}

/** What `store list` shows. */
export const presentVersions = (versions: readonly ListedVersion[]): Presentation => ({
  ...presentTable(versionsTable('Versions', versions), { versions }),
  tables: () => [shownVersionsTable('Versions', versions)],
});

/** What `store show` shows. */
export function presentVersion({ facts, document }: ShownVersion): Presentation {
  const { fitted, expects, options, seed, training } = { ...document, ...document.fitted };
  // Every document says under "gatecast" which one has printed it.
  const { gatecast: madeWith, ...known } = facts;
  const shown = {
    ...known,
    madeWith,
    seed,
    horizon: fitted.horizon,
    season: fitted.season,
    levels: levelsOf(fitted.probabilities),
    options: training?.options ?? options,
    expects,
  };
  const title = `Version ${facts.version}`;
  const { frequency } = expects;
  const through = frequency.unit === 'step' ? facts.trainedThrough : isoText(facts.trainedThrough);
  const forPeople = {
    ...shown,
    trainedThrough: through,
    expects: { ...expects, frequency: formatFrequency(frequency) },
  };
  return {
    ...presentTable(factsTable(title, mapped(shown, compactCell)), shown),
    tables: () => [factsTable(title, mapped(forPeople, readableCell))],
  };
}

const mapped = (facts: object, cell: (value: unknown) => Cell): Record<string, Cell> =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, cell(value)]));

/** For programs: text and numbers as they are, all else as JSON. */
const compactCell = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);

/** For people: lists with commas, settings as pairs. */
function readableCell(value: unknown): Cell {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.map(readableCell).join(', ') || 'none';
  if (typeof value !== 'object') return String(value);
  const pairs = Object.entries(value).map(([key, each]) => `${key} ${readableCell(each)}`);
  return pairs.join(', ') || 'none';
}

/** What `store promote` and `store rollback` show. */
export const presentAliases = (aliases: Aliases) =>
  presentTable(factsTable('Aliases', { ...aliases }), { aliases });

/** What `store prune` shows. */
export function presentPruned(name: string, pruned: readonly Version[], dryRun: boolean) {
  const rows = pruned.map((version) => ({ name, ...version, aliases: [] }));
  const title = dryRun ? 'Would be removed' : 'Removed';
  return {
    ...presentTable(versionsTable(title, rows), { dryRun, removed: rows }),
    tables: () => (rows.length === 0 ? [] : [shownVersionsTable(title, rows)]),
    remarks: rows.length === 0 ? ['every version is kept by a rule'] : [],
  };
}

/** What `store verify` shows; exit 3 while anything is wrong. */
export function presentVerification(outcomes: readonly VerifyOutcome[]): Presentation {
  const faults = outcomes.flatMap(({ name, faults }) =>
    faults.map(({ problem }) => ({ name, problem })),
  );
  const repairs = outcomes.flatMap(({ repairs }) => repairs);
  const table: Table = {
    title: 'Faults',
    columns: [
      { label: 'name', align: 'left' },
      { label: 'problem', align: 'left' },
    ],
    rows: faults.map(({ name, problem }) => [name, problem]),
  };
  const verdict =
    faults.length === 0
      ? `${outcomes.length} ${outcomes.length === 1 ? 'name' : 'names'} checked: all is well`
      : 'repair with gatecast store verify --repair';
  const presentation = presentTable(table, { faults, repairs }, [...repairs, verdict]);
  return faults.length === 0
    ? { ...presentation, tables: () => [] }
    : { ...presentation, exitCode: 3 };
}

/** What `store unlock` shows. */
export const presentUnlocked = (name: string, holder: Owner | null) =>
  presentTable(
    factsTable('Lock', {
      name,
      held: holder ? `by process ${holder.pid} on ${holder.host}` : 'no',
    }),
    { name, holder },
  );

/** What `store history` shows. */
export const presentHistory = (runs: readonly RunRecord[]): Presentation => ({
  ...presentTable(runsTable(runs), { runs }),
  tables: () => [historyTable(runs)],
});
