import type { Table } from '../../tables/table.js';
import type { ExportOutcome } from '../../workflows/export.js';
import type { Presentation } from '../present.js';
import { presentTable } from './store.js';

/** What `export` shows: the files that were written. */
export function presentWrittenFiles(outcome: ExportOutcome): Presentation {
  const table: Table = {
    title: `Written for ${outcome.format}`,
    columns: [
      { label: 'file', align: 'left' },
      { label: 'bytes', align: 'right' },
    ],
    rows: outcome.files.map(({ path, bytes }) => [path, bytes]),
  };
  return presentTable(table, { ...outcome });
}
