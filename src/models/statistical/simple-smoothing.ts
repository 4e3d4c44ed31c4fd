/** A fitted simple exponential smoothing. */
export interface SimpleSmoothing {
  /** Smoothing parameter in [0.0001, 0.9999]. */
  readonly alpha: number;
  /** The level after the last value: the forecast of every step. */
  readonly level: number;
  /** Sum of squared one-step errors. */
  readonly squares: number;
}

const GRID = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const LOWEST = 0.0001;
const HIGHEST = 0.9999;

/**
 * Simple exponential smoothing by least squares (Hyndman et al. 2008, section 2.2). The first level
 * enters the errors linearly, so its best value is a formula and only alpha is searched for: on a grid,
 * then by golden section between the neighbours of the best point.
 *
 * @param values - without missing values, at least one
 */
export function fitSimpleSmoothing(values: Float64Array): SimpleSmoothing {
  const at = (alpha: number) => smooth(values, alpha);
  const step = (HIGHEST - LOWEST) / GRID;
  let best = at(LOWEST);
  for (let i = 1; i <= GRID; i++) {
    const tried = at(LOWEST + i * step);
    if (tried.squares < best.squares) best = tried;
  }
  let low = Math.max(LOWEST, best.alpha - step);
  let high = Math.min(HIGHEST, best.alpha + step);
  while (high - low > 1e-7) {
    const left = at(high - GOLDEN * (high - low));
    const right = at(low + GOLDEN * (high - low));
    if (left.squares <= right.squares) high = right.alpha;
    else low = left.alpha;
    for (const tried of [left, right]) if (tried.squares < best.squares) best = tried;
  }
  return best;
}

/** The smoothing at one alpha, with the first level that suits it best. */
function smooth(values: Float64Array, alpha: number): SimpleSmoothing {
  // error(t) = base(t) - weight(t) · first level, where base smooths from a first level of 0.
  let base = 0;
  let weight = 1;
  let crossed = 0;
  let weights = 0;
  let bases = 0;
  for (const value of values) {
    const error = value - base;
    crossed += error * weight;
    weights += weight * weight;
    bases += error * error;
    base += alpha * error;
    weight *= 1 - alpha;
  }
  const first = crossed / weights;
  const squares = Math.max(0, bases - first * crossed);
  return { alpha, level: base + weight * first, squares };
}
