import { basename, dirname, normalize, sep } from 'node:path';
import { stemOf } from '../bytes/source.js';
import type { Finding } from '../reading.js';
import type { PanelPart } from './join-panel.js';

/**
 * What the series of files are called: their stems; where stems collide, as much of the path as tells
 * them apart (`x/p`, `y/p`); files of one folder are distinguished by their endings.
 */
export function fileIds(files: readonly string[]): string[] {
  const stems = files.map(stemOf);
  return files.map((file, i) => {
    const rivals = files.filter((_, j) => j !== i && stems[j] === stems[i]);
    if (rivals.length === 0) return stems[i]!;
    const folders = foldersOf(file);
    const others = rivals.map(foldersOf).filter((other) => other.join(sep) !== folders.join(sep));
    const name = others.length < rivals.length ? basename(file) : stems[i]!;
    if (others.length === 0) return name;
    const ends = (count: number) => folders.slice(-count).join('/');
    let count = 1;
    while (
      count < folders.length &&
      others.some((other) => other.slice(-count).join('/') === ends(count))
    )
      count++;
    return [...folders.slice(-count), name].join('/');
  });
}

const foldersOf = (file: string) =>
  normalize(dirname(file))
    .split(sep)
    .filter((folder) => folder !== '' && folder !== '.');

/**
 * The parts of a panel in which no two files have series of one id: where an id column of several files
 * holds the same, the file's own id stands before it, and a warning says so.
 */
export function apartFromOtherFiles(
  parts: readonly PanelPart[],
  ids: readonly string[],
): { parts: readonly PanelPart[]; findings: readonly Finding[] } {
  const own = parts.map(({ series }) => new Set(series.map(({ id }) => id)));
  const files = new Map<string, number>();
  for (const id of own.flatMap((set) => [...set])) files.set(id, (files.get(id) ?? 0) + 1);
  const shared = new Set([...files].filter(([, count]) => count > 1).map(([id]) => id));
  const [first] = shared;
  if (first === undefined) return { parts, findings: [] };
  const others = shared.size > 1 ? ` and ${shared.size - 1} more are` : ' is';
  const text = `the id "${first}"${others} in several files: the file stands before it ("${ids[own.findIndex((set) => set.has(first))]}/${first}")`;
  return {
    parts: parts.map((part, i) => ({
      ...part,
      series: part.series.map((series) =>
        shared.has(series.id) ? { ...series, id: `${ids[i]}/${series.id}` } : series,
      ),
    })),
    findings: [{ level: 'warning', text, file: null, row: null, column: null }],
  };
}
