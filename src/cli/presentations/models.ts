import { entriesTable, type ListedEntry, optionsTable } from '../../tables/models.js';
import type { Presentation } from '../present.js';

/** What `models` shows: the entries; of one that was named, its options too. */
export function presentModels(entries: readonly ListedEntry[], named: boolean): Presentation {
  const list = entriesTable('Registered', entries);
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return {
    document: Object.fromEntries(
      kinds.map((kind) => [`${kind}s`, entries.filter((entry) => entry.kind === kind)]),
    ),
    main: () => list,
    tables: () => (named ? [list, optionsTable('Options', entries)] : [list]),
    remarks: named ? [] : ['gatecast models NAME shows the options of one.'],
    chart: () => null,
    report: () => ({
      title: 'Models, networks, normalizers, metrics and engines',
      subtitle: '',
      blocks: [
        { kind: 'table', table: list },
        { kind: 'table', table: optionsTable('Options', entries) },
      ],
    }),
  };
}
