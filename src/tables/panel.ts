import type { Panel } from '../data/panel/panel.js';
import { panelHeader, panelRows } from '../data/panel/write-panel.js';
import type { Table } from '../render/table.js';

/** A panel as a table: what `ingest` writes in formats other than CSV. */
export function panelTable(panel: Panel): Table {
  const rows = [...panelRows(panel)];
  return {
    title: 'Series',
    columns: panelHeader(panel).map((label, column) => ({
      label,
      align: typeof rows[0]?.[column] === 'string' ? 'left' : 'right',
    })),
    rows,
  };
}
