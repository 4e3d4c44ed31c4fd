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
  for (let i = 0; i < n; i++) eliminate(b, m, i, 0, i, (k) => a[i * n + k]!, a[i * n + i]!);
  for (let i = n - 1; i >= 0; i--) {
    eliminate(b, m, i, i + 1, n, (k) => a[k * n + i]!, a[i * n + i]!);
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

/** Row i of B: minus the rows [from, to) times their coefficients, over the diagonal. */
function eliminate(
  b: Float64Array,
  m: number,
  i: number,
  from: number,
  to: number,
  coefficient: (k: number) => number,
  diagonal: number,
): void {
  for (let k = from; k < to; k++) {
    const factor = coefficient(k);
    for (let j = 0; j < m; j++) b[i * m + j] = b[i * m + j]! - factor * b[k * m + j]!;
  }
  for (let j = 0; j < m; j++) b[i * m + j] = b[i * m + j]! / diagonal;
}
