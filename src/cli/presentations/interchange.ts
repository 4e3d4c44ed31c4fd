import type { Table } from '../../render/table.js';
import { factsTable } from '../../tables/store.js';
import type { ExportOutcome } from '../../workflows/interchange/export.js';
import type { ImportOutcome } from '../../workflows/interchange/import-job.js';
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

/** What `import` shows: what was understood of the network. */
export function presentImport(outcome: ImportOutcome): Presentation {
  return presentTable(factsTable('Imported', { ...outcome }), { ...outcome });
}
