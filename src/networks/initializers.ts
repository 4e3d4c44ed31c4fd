import type { Random } from '../random.js';

/** How a parameter starts; a matrix of several gates is initialised gate by gate. */
export type Initializer = 'xavier' | 'orthogonal' | 'zeros' | 'ones';

/**
 * Fills one block of columns of a row-major matrix.
 * // target: (rows, width), the block is columns [first, first + columns)
 */
export function initialize(
  initializer: Initializer,
  random: Random,
  target: Float32Array,
  block: { rows: number; width: number; first: number; columns: number },
): void {
  const { rows, width, first, columns } = block;
  const values = generators[initializer](random, rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) target[i * width + first + j] = values(i, j);
  }
}

type Generator = (
  random: Random,
  rows: number,
  columns: number,
) => (row: number, column: number) => number;

const generators: Readonly<Record<Initializer, Generator>> = {
  zeros: () => () => 0,
  ones: () => () => 1,
  /** Uniform on ±√(6 / (fan in + fan out)) (Glorot & Bengio 2010, eq. 16). */
  xavier: (random, rows, columns) => {
    const limit = Math.sqrt(6 / (rows + columns));
    return () => (2 * random.uniform() - 1) * limit;
  },
  /** Orthonormal rows or columns, whichever are fewer (Saxe, McClelland & Ganguli 2014). */
  orthogonal: (random, rows, columns) => {
    const count = Math.min(rows, columns);
    const basis = orthonormal(random, count, Math.max(rows, columns));
    return rows <= columns ? (i, j) => basis[i]![j]! : (i, j) => basis[j]![i]!;
  },
};

/**
 * The Q of a random matrix's QR decomposition, by Gram-Schmidt on numbers drawn uniformly from [-1, 1),
 * each vector orthogonalised twice ("twice is enough", Giraud & Langou 2005). Only + - * / and square
 * roots, so that every machine gets the same bits. // count × (length)
 */
function orthonormal(random: Random, count: number, length: number): Float64Array[] {
  const basis: Float64Array[] = [];
  while (basis.length < count) {
    const vector = Float64Array.from({ length }, () => 2 * random.uniform() - 1);
    for (let round = 0; round < 2; round++) {
      for (const other of basis) subtractProjection(vector, other);
    }
    const norm = Math.sqrt(dot(vector, vector));
    if (norm < 1e-6) continue; // as good as dependent on the others: draw another
    for (let i = 0; i < length; i++) vector[i] = vector[i]! / norm;
    basis.push(vector);
  }
  return basis;
}

function subtractProjection(vector: Float64Array, unit: Float64Array): void {
  const share = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] = vector[i]! - share * unit[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
