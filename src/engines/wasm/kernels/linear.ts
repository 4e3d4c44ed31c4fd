import { addOuter, addRowSums } from './outer';
import { product } from './product';

/** y = x W + b // x: (rows, inputs), w packed (inputs, units), bias (units) or 0, y: (rows, units) */
export function linearForward(
  y: usize,
  x: usize,
  w: usize,
  bias: usize,
  rows: usize,
  inputs: usize,
  units: usize,
): void {
  product(y, bias, 0, x, 1, 0, w, rows, inputs, units);
}

/** dx += dy Wᵀ, dW += xᵀ dy, db += Σ dy. dx and db may be 0: not wanted. */
export function linearBackward(
  dx: usize,
  dw: usize,
  db: usize,
  dy: usize,
  x: usize,
  wT: usize, // packed (units, inputs)
  rows: usize,
  inputs: usize,
  units: usize,
  scratch: usize, // see addOuter
): void {
  if (dx) product(dx, dx, inputs << 2, dy, 1, 0, wT, rows, units, inputs);
  addOuter(dw, units << 2, x, dy, rows, inputs, units, scratch);
  if (db) addRowSums(db, dy, rows, units);
}
