/**
 * Solves A X = B for a symmetric positive definite A by Cholesky's decomposition A = L Lᵀ (Golub & Van
 * Loan 2013, section 4.2), in a fixed order of summation. Overwrites both arguments; B becomes X.
 *
 * @param a lower triangle of A, row-major // (n, n)
 * @param b right-hand sides, row-major // (n, m)
 * @returns false when A is not positive definite within rounding; B is then meaningless
 */
export function solvePositiveDefinite(a: Float64Array, n: number, b: Float64Array, m: number) {
  if (!decompose(a, n)) return false;
  for (let i = 0; i < n; i++) {
    eliminate(b, m, { row: i, from: 0, to: i, factor: (k) => a[i * n + k]! });
    divideRow(b, m, i, a[i * n + i]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    eliminate(b, m, { row: i, from: i + 1, to: n, factor: (k) => a[k * n + i]! });
    divideRow(b, m, i, a[i * n + i]!);
  }
  return true;
}

/** L over the lower triangle of A. */
function decompose(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i > j) a[i * n + j] = sum / a[j * n + j]!;
      else if (sum > 0) a[i * n + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

/** One row of B, and the rows [from, to) to be taken from it, each so many times. */
interface Elimination {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly factor: (row: number) => number;
}

function eliminate(b: Float64Array, m: number, { row, from, to, factor }: Elimination): void {
  for (let k = from; k < to; k++) {
    const times = factor(k);
    for (let j = 0; j < m; j++) b[row * m + j] = b[row * m + j]! - times * b[k * m + j]!;
  }
}

function divideRow(b: Float64Array, m: number, row: number, divisor: number): void {
  for (let j = 0; j < m; j++) b[row * m + j] = b[row * m + j]! / divisor;
}
