import type { OptionValues } from '../options.js';
import type { Fitted, StateValue } from './model.js';

/** Typed reading of a fitted state; a wrong shape means that the state belongs to something else. */
function wrong(fitted: Fitted, key: string, wanted: string): never {
  throw new Error(`the state of model "${fitted.model}" has no ${wanted} "${key}"`);
}

/** A number of the state. */
export function stateNumber(fitted: Fitted, key: string): number {
  const value = fitted.state[key];
  return typeof value === 'number' ? value : wrong(fitted, key, 'number');
}

/** A 64-bit array of the state. */
export function stateFloats(fitted: Fitted, key: string): Float64Array {
  const value = fitted.state[key];
  return value instanceof Float64Array ? value : wrong(fitted, key, 'array');
}

/** A nested mapping of the state. */
export function stateRecord(fitted: Fitted, key: string): { readonly [key: string]: StateValue } {
  const value = fitted.state[key];
  return isRecord(value) ? value : wrong(fitted, key, 'mapping');
}

/** The state's own options, as resolved by `fit`. */
export function stateOptions(fitted: Fitted): OptionValues {
  const values: Record<string, number | string | boolean | null> = {};
  for (const [key, value] of Object.entries(stateRecord(fitted, 'options'))) {
    if (value !== null && typeof value === 'object') return wrong(fitted, key, 'option');
    values[key] = value;
  }
  return values;
}

/** True for a plain mapping of state values, false for arrays, typed arrays and scalars. */
export function isRecord(
  value: StateValue | undefined,
): value is { readonly [key: string]: StateValue } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !ArrayBuffer.isView(value)
  );
}
