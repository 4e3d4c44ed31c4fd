import { defaultOf, type OptionSpec, type OptionSpecs } from '../options.js';
import type { Table } from '../render/table.js';

/** A registry entry as far as people need to know it. */
export interface ListedEntry {
  /** Name of its registry: model, network, normalizer … */
  readonly kind: string;
  readonly name: string;
  readonly summary: string;
  readonly options: OptionSpecs;
}

/** The registered entries, one row each. */
export function entriesTable(title: string, entries: readonly ListedEntry[]): Table {
  return {
    title,
    columns: [
      { label: 'kind', align: 'left' },
      { label: 'name', align: 'left' },
      { label: 'summary', align: 'left', wrap: true },
    ],
    rows: entries.map(({ kind, name, summary }) => [kind, name, summary]),
  };
}

/** Their options, one row each, with defaults and bounds. */
export function optionsTable(title: string, entries: readonly ListedEntry[]): Table {
  return {
    title,
    columns: [
      { label: 'of', align: 'left' },
      { label: 'option', align: 'left' },
      { label: 'default', align: 'left', wrap: true },
      { label: 'values', align: 'left', wrap: true },
      { label: 'help', align: 'left', wrap: true },
    ],
    rows: entries.flatMap((entry) =>
      Object.entries(entry.options).map(([name, option]) => [
        entry.name,
        name,
        defaultOf(option),
        allowed(option),
        option.help,
      ]),
    ),
  };
}

function allowed(option: OptionSpec): string {
  if (option.kind === 'choice') return option.choices.join(', ');
  if (option.kind === 'boolean') return 'true, false';
  const { min, max } = option;
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `${min} or more`;
  return max === undefined ? option.kind : `${max} or less`;
}
