/** Where a search ended. */
export interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
}

interface Vertex {
  readonly point: Float64Array;
  readonly value: number;
}

/**
 * Minimises a function of a few numbers in the unit cube by the simplex method of Nelder & Mead (1965),
 * with the coefficients of Lagarias et al. (1998). Points outside the cube count as infinitely bad, so
 * the function never sees them. The same start takes the same path.
 *
 * @param start - inside the cube
 * @param evaluations - at most, about
 */
export function minimizeInCube(
  objective: (point: Float64Array) => number,
  start: Float64Array,
  evaluations: number,
): Minimum {
  const size = start.length;
  let spent = 0;
  const evaluate = (point: Float64Array): Vertex => {
    if (point.some((x) => x < 0 || x > 1)) return { point, value: Number.POSITIVE_INFINITY };
    spent += 1;
    const value = objective(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = firstSimplex(start).map(evaluate);
  while (spent < evaluations) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[size]!;
    if (worst.value - best.value <= 1e-8 * (Math.abs(best.value) + 1e-8)) break;
    const centre = centroid(simplex.slice(0, size));
    const along = (factor: number) =>
      evaluate(centre.map((c, i) => c + factor * (worst.point[i]! - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[size - 1]!.value) {
      simplex[size] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(reflected.value, worst.value)) simplex[size] = contracted;
      else shrink(simplex, evaluate);
    }
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a));
}

/** The start and one step along each axis, towards the middle of the cube. */
function firstSimplex(start: Float64Array): Float64Array[] {
  const steps = [...start].map((x, axis) => {
    const moved = start.slice();
    moved[axis] = x + (x < 0.5 ? 0.2 : -0.2);
    return moved;
  });
  return [start, ...steps];
}

function centroid(vertices: readonly Vertex[]): Float64Array {
  const sum = new Float64Array(vertices[0]!.point.length);
  for (const { point } of vertices) for (const [i, x] of point.entries()) sum[i]! += x;
  return sum.map((x) => x / vertices.length);
}

/** Draws every vertex half-way to the best one. */
function shrink(simplex: Vertex[], evaluate: (point: Float64Array) => Vertex): void {
  const { point } = simplex[0]!;
  for (let k = 1; k < simplex.length; k++) {
    simplex[k] = evaluate(simplex[k]!.point.map((x, i) => (x + point[i]!) / 2));
  }
}
