/** Step of the differences that stand for derivatives. */
const STEP = 1e-5;
const HALVINGS = 20;
/** A change of the objective that is none. */
const FLAT = 1e-7;

/**
 * Minimises a smooth function of a few unbounded numbers by the method of Broyden, Fletcher, Goldfarb &
 * Shanno (Nocedal & Wright 2006, algorithm 6.1) with forward differences and a halving line search. The
 * same start takes the same path.
 */
export function minimizeSmooth(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  iterations: number,
): { readonly point: Float64Array; readonly value: number } {
  const size = start.length;
  let point = start.slice();
  let value = objective(point);
  if (size === 0) return { point, value };
  let gradient = gradientAt(objective, point, value);
  let inverse = identity(size);
  for (let iteration = 0; iteration < iterations; iteration++) {
    let direction = product(inverse, gradient).map((x) => -x);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      inverse = identity(size);
      direction = gradient.map((x) => -x);
      slope = -dot(gradient, gradient);
    }
    const step = searchAlong(objective, point, value, direction, slope);
    if (!step) break;
    const gained = value - step.value;
    const next = gradientAt(objective, step.point, step.value);
    inverse = updated(
      inverse,
      step.point.map((x, i) => x - point[i]!),
      next.map((g, i) => g - gradient[i]!),
    );
    ({ point, value } = step);
    gradient = next;
    if (gained < FLAT * (Math.abs(value) + 1)) break;
  }
  return { point, value };
}

function gradientAt(
  objective: (point: Float64Array) => number,
  point: Float64Array,
  value: number,
): Float64Array {
  return point.map((x, i) => {
    const moved = point.slice();
    moved[i] = x + STEP;
    const slope = (objective(moved) - value) / STEP;
    return Number.isFinite(slope) ? slope : 0;
  });
}

/** The longest halved step that lowers the objective enough (Armijo); null for none. */
function searchAlong(
  objective: (point: Float64Array) => number,
  point: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
) {
  // The first step is at most 1 long in any direction: far out, the likelihood is flat.
  const longest = Math.max(...direction.map(Math.abs));
  let length = longest > 1 ? 1 / longest : 1;
  for (let k = 0; k < HALVINGS; k++) {
    const next = point.map((x, i) => x + length * direction[i]!);
    const reached = objective(next);
    if (reached <= value + 1e-4 * length * slope) return { point: next, value: reached };
    length /= 2;
  }
  return null;
}

/** The inverse Hessian after a step s that changed the gradient by y. */
function updated(inverse: Float64Array, s: Float64Array, y: Float64Array): Float64Array {
  const size = s.length;
  const curvature = dot(s, y);
  if (!(curvature > 1e-12)) return inverse;
  const hy = product(inverse, y);
  const factor = (1 + dot(y, hy) / curvature) / curvature;
  return inverse.map((value, at) => {
    const i = Math.floor(at / size);
    const j = at % size;
    return value + factor * s[i]! * s[j]! - (hy[i]! * s[j]! + s[i]! * hy[j]!) / curvature;
  });
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

function product(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, i) => dot(matrix.subarray(i * size, (i + 1) * size), vector));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
