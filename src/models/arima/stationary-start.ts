import type { ArmaCoefficients } from './polynomials.js';

/**
 * Covariance of the state of a stationary ARMA process in units of its innovations' variance, before the
 * first row is seen: its first row from the autocovariances, the others from P = T P Tᵀ + R Rᵀ, solved
 * from the last element up (T is a companion matrix). Null where the process is as good as not stationary.
 *
 * @param size - r, at least the AR order and one more than the MA order
 * @returns // (r, r), row-major
 */
export function stationaryCovariance(
  { ar, ma }: ArmaCoefficients,
  size: number,
): Float64Array | null {
  const phi = padded(ar, 0, size);
  const theta = padded(ma, 1, size);
  const psi = impulseResponse(phi, theta);
  const gamma = autocovariances(ar.length, phi, theta, psi, size);
  if (!gamma) return null;
  const covariance = new Float64Array(size * size);
  covariance[0] = gamma[0]!;
  for (let k = 1; k < size; k++) {
    let sum = 0;
    for (let j = k; j < size; j++) {
      sum += phi[j]! * gamma[j - k + 1]! + theta[j]! * psi[j - k]!;
    }
    covariance[k] = sum;
    covariance[k * size] = sum;
  }
  const at = (i: number, j: number) => (i < size && j < size ? covariance[i * size + j]! : 0);
  for (let i = size - 1; i >= 1; i--) {
    for (let j = i; j >= 1; j--) {
      const value =
        phi[i]! * phi[j]! * gamma[0]! +
        phi[i]! * at(0, j + 1) +
        phi[j]! * at(0, i + 1) +
        at(i + 1, j + 1) +
        theta[i]! * theta[j]!;
      covariance[i * size + j] = value;
      covariance[j * size + i] = value;
    }
  }
  return covariance;
}

/** The coefficients behind a first element `lead` times 1, filled up with zeros. */
export function padded(coefficients: Float64Array, lead: 0 | 1, size: number): Float64Array {
  const all = new Float64Array(size);
  if (lead === 1) all[0] = 1;
  all.set(coefficients, lead);
  return all;
}

/** ψ[0 … r]: what an innovation adds to the rows after it. */
function impulseResponse(phi: Float64Array, theta: Float64Array): Float64Array {
  const size = phi.length;
  const psi = new Float64Array(size + 1);
  for (let k = 0; k <= size; k++) {
    let sum = k < size ? theta[k]! : 0;
    for (let j = 1; j <= k; j++) sum += phi[j - 1]! * psi[k - j]!;
    psi[k] = sum;
  }
  return psi;
}

/** γ[0 … r] from γ[k] - Σ φ[j] γ[|k - j|] = Σ θ[j] ψ[j - k] (Brockwell & Davis 1991, section 3.3). */
function autocovariances(
  order: number,
  phi: Float64Array,
  theta: Float64Array,
  psi: Float64Array,
  size: number,
): Float64Array | null {
  const right = (k: number) => {
    let sum = 0;
    for (let j = k; j < size; j++) sum += theta[j]! * psi[j - k]!;
    return sum;
  };
  const width = order + 1;
  const matrix = new Float64Array(width * width);
  const gamma = new Float64Array(size + 1);
  for (let k = 0; k < width; k++) {
    matrix[k * width + k]! += 1;
    for (let j = 1; j <= order; j++) matrix[k * width + Math.abs(k - j)]! -= phi[j - 1]!;
    gamma[k] = right(k);
  }
  if (!solveInPlace(matrix, gamma, width)) return null;
  for (let k = width; k <= size; k++) {
    let sum = right(k);
    for (let j = 1; j <= order; j++) sum += phi[j - 1]! * gamma[k - j]!;
    gamma[k] = sum;
  }
  return gamma[0]! > 0 ? gamma : null;
}

/** Gaussian elimination with partial pivoting; false for a singular matrix. */
function solveInPlace(a: Float64Array, b: Float64Array, n: number): boolean {
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(a[row * n + column]!) > Math.abs(a[pivot * n + column]!)) pivot = row;
    }
    if (!(Math.abs(a[pivot * n + column]!) > 1e-12)) return false;
    if (pivot !== column) swapRows(a, b, n, column, pivot);
    for (let row = column + 1; row < n; row++) {
      const factor = a[row * n + column]! / a[column * n + column]!;
      if (factor === 0) continue;
      for (let k = column; k < n; k++) a[row * n + k]! -= factor * a[column * n + k]!;
      b[row]! -= factor * b[column]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = b[row]!;
    for (let k = row + 1; k < n; k++) sum -= a[row * n + k]! * b[k]!;
    b[row] = sum / a[row * n + row]!;
  }
  return true;
}

function swapRows(a: Float64Array, b: Float64Array, n: number, one: number, two: number): void {
  for (let k = 0; k < n; k++) {
    const held = a[one * n + k]!;
    a[one * n + k] = a[two * n + k]!;
    a[two * n + k] = held;
  }
  const held = b[one]!;
  b[one] = b[two]!;
  b[two] = held;
}
