import { ID_JOINT } from '../../data/cells/column-index.js';
import type { Panel, Series } from '../../data/panel/panel.js';
import { formatTime } from '../../data/panel/steps.js';
import { dataError } from '../../errors.js';

/** Id of the sum of everything. */
const TOTAL = 'total';

/** One series of a hierarchy: a sum, or one of those at the bottom. */
export interface HierarchyNode {
  readonly id: string;
  /** 0 is the total, then one level for each column. */
  readonly level: number;
  /** Series at the bottom that it is the sum of, by their place there. */
  readonly leaves: readonly number[];
  /** Index among the nodes; null of the total. */
  readonly parent: number | null;
}

/** Nodes from the top down, the bottom last, in the order of its series. */
export interface Hierarchy {
  /** Names of the levels: `total`, then the columns'. */
  readonly levels: readonly string[];
  readonly nodes: readonly HierarchyNode[];
  /** How many of the nodes, the last, are the bottom. */
  readonly bottom: number;
}

/**
 * The sums that the ids of a panel ask for.
 * @param columns - from the top down; ids are their cells, joined
 * @throws UserError (exit 4) for a child in two parents, or a cell that names no parent
 */
export function hierarchyOf(panel: Panel, columns: readonly string[]): Hierarchy {
  // Ids are trimmed: what stands before or after a joint alone is an empty cell.
  const paths = panel.series.map(({ id }) => ` ${id} `.split(ID_JOINT).map((part) => part.trim()));
  for (const [s, path] of paths.entries()) {
    const blank = columns.findIndex((_, level) => (path[level] ?? '') === '');
    if (blank < 0) continue;
    throw dataError(
      `"${panel.series[s]!.id}" has rows without a "${columns[blank]}"`,
      'fill the cell: each row belongs to one of each level',
    );
  }
  refuseTwoParents(paths, columns);
  const nodes: HierarchyNode[] = [{ id: TOTAL, level: 0, leaves: [...paths.keys()], parent: null }];
  for (let level = 1; level <= columns.length; level++) {
    const groups = new Map<string, number[]>();
    for (const [s, path] of paths.entries()) {
      const id = path.slice(0, level).join(ID_JOINT);
      groups.set(id, [...(groups.get(id) ?? []), s]);
    }
    for (const [id, leaves] of groups) {
      const above = nodes.findIndex(
        (node) => node.level === level - 1 && node.leaves.includes(leaves[0]!),
      );
      nodes.push({ id, level, leaves, parent: above });
    }
  }
  return { levels: [TOTAL, ...columns], nodes, bottom: paths.length };
}

function refuseTwoParents(paths: readonly (readonly string[])[], columns: readonly string[]) {
  for (let level = 1; level < columns.length; level++) {
    const parents = new Map<string, string>();
    for (const path of paths) {
      const parent = path.slice(0, level).join(ID_JOINT);
      const known = parents.get(path[level]!) ?? parent;
      if (known !== parent) {
        throw dataError(
          `${columns[level]} "${path[level]}" stands under "${known}" and under "${parent}"`,
          'a child has one parent: if these are two, give each a name of its own',
        );
      }
      parents.set(path[level]!, parent);
    }
  }
}

/**
 * The panel with every sum as a series, in the order of the nodes. Covariates of a sum are means.
 * @throws UserError (exit 4) for a missing cell: a sum without it would be too small
 */
export function withSums(panel: Panel, { nodes }: Hierarchy): Panel {
  requireCells(panel);
  return { ...panel, series: nodes.map((node) => sumOf(panel, node)) };
}

function requireCells(panel: Panel): void {
  const [first] = panel.series;
  const latest = panel.series.reduce(
    (most, { times, values }) => Math.max(most, times[values.length - 1]!),
    Number.NEGATIVE_INFINITY,
  );
  for (const { id, times, values } of panel.series) {
    const gap = values.findIndex(Number.isNaN);
    const last = times[values.length - 1]!;
    const missing =
      gap >= 0
        ? times[gap]!
        : times[0] !== first!.times[0]
          ? Math.min(times[0]!, first!.times[0]!)
          : last !== latest
            ? latest
            : null;
    if (missing === null) continue;
    throw dataError(
      `"${id}" and the series beside it have not all a value at ${formatTime(panel.timeFormat, missing, panel.zone)}: what they add up to is not known there`,
      'give every series the same rows, with 0 where nothing was sold; gaps within: --fill zero',
    );
  }
}

function sumOf(panel: Panel, { id, leaves }: HierarchyNode): Series {
  const own = leaves.map((s) => panel.series[s]!);
  const [first] = own;
  if (own.length === 1) return { ...first!, id };
  const summed = (columnOf: (series: Series) => Float64Array, divisor: number) =>
    columnOf(first!).map(
      (_, t) => own.reduce((sum, series) => sum + columnOf(series)[t]!, 0) / divisor,
    );
  return {
    ...first!,
    id,
    values: summed(({ values }) => values, 1),
    past: panel.pastNames.map((_, i) => summed(({ past }) => past[i]!, own.length)),
    future: panel.futureNames.map((_, i) => summed(({ future }) => future[i]!, own.length)),
    statics: panel.staticNames.map(() => ''),
  };
}
