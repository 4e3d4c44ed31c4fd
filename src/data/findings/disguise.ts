import type { Series } from '../panel/panel.js';
import type { Finding } from '../reading.js';

/** Share of variance, of the values and of their changes, above which a column tells the target itself. */
const ALMOST_ALL = 0.99;
/** Pairs below which two columns may agree by chance. */
const FEWEST_PAIRS = 12;

/** Covariates of a file by role, in the order in which its series hold them. */
export interface CovariateNames {
  readonly past: readonly string[];
  readonly future: readonly string[];
}

/**
 * Covariates that are the target in disguise: in every series a straight line from them at the same
 * row explains almost all of the target, of its values and of its changes from row to row. (Of the
 * values alone, prices that merely move together would be suspects.)
 */
export function disguiseFindings(
  file: string,
  names: CovariateNames,
  series: readonly Series[],
): Finding[] {
  const found = (name: string, columnOf: (series: Series) => Float64Array, advice: string) => {
    const told = series.length > 0 && series.every((each) => tells(columnOf(each), each.values));
    if (!told) return [];
    const targets = [...new Set(series.map(({ target }) => `"${target}"`))].join(', ');
    const text = `covariate "${name}" explains ${targets} of the same row almost perfectly: it may be the target in disguise; ${advice}`;
    return [{ level: 'warning', text, file, row: null, column: name } as const];
  };
  return [
    ...names.past.flatMap((name, i) =>
      found(name, ({ past }) => past[i]!, 'a model learns nothing new from it'),
    ),
    ...names.future.flatMap((name, i) =>
      found(
        name,
        ({ future }) => future[i]!,
        'if it is not known in the future, every score with it is too good to be true',
      ),
    ),
  ];
}

function tells(column: Float64Array, target: Float64Array): boolean {
  return (
    explained(column, target) >= ALMOST_ALL &&
    explained(changes(column), changes(target)) >= ALMOST_ALL
  );
}

const changes = (values: Float64Array) =>
  values.subarray(1).map((value, row) => value - values[row]!);

/** Squared correlation over the rows where both are known; 0 where there are too few. */
function explained(a: Float64Array, b: Float64Array): number {
  const known: number[] = [];
  for (let row = 0; row < b.length; row++) {
    if (!Number.isNaN(a[row]!) && !Number.isNaN(b[row]!)) known.push(row);
  }
  if (known.length < FEWEST_PAIRS) return 0;
  const mean = (values: Float64Array) =>
    known.reduce((sum, row) => sum + values[row]!, 0) / known.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [aa, bb, ab] = [0, 0, 0];
  for (const row of known) {
    const [x, y] = [a[row]! - meanA, b[row]! - meanB];
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 ? (ab * ab) / (aa * bb) : 0;
}
