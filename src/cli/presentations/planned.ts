import type { Panel } from '../../data/panel/panel.js';
import { pathsTable, totalDocuments, totalsTable } from '../../tables/planned.js';
import type { Planned } from '../../workflows/planning/planned.js';

/** What stands for the forecast's rows where totals or paths were asked for; no table where neither was. */
export const plannedTables = (
  panel: Panel,
  { totals, paths }: Planned,
  formatTime: (time: number) => string,
) => [
  ...(totals.length > 0 ? [totalsTable(panel, totals, formatTime)] : []),
  ...(paths.length > 0 ? [pathsTable(panel, paths, formatTime)] : []),
];

/** Keys of the JSON document. */
export const plannedDocument = (panel: Panel, { totals }: Planned) =>
  totals.length > 0 ? { totals: totalDocuments(panel, totals) } : {};
