import type { StateValue } from './model.js';
import { isRecord } from './state.js';

/**
 * Checks the shape of what a model file says. By hand rather than with a schema library, because
 * loading one takes as long as starting Node, and `predict` reads a model on every run.
 */
export type Validator<T> = (value: StateValue | undefined, place: string) => T;

/** A value is not what it must be; says where. */
export class ShapeError extends Error {}

function wrong(place: string, wanted: string): never {
  throw new ShapeError(`${place} is not ${wanted}`);
}

export const text: Validator<string> = (value, place) =>
  typeof value === 'string' ? value : wrong(place, 'a text');

export const number: Validator<number> = (value, place) =>
  typeof value === 'number' ? value : wrong(place, 'a number');

/** A number that is one: neither NaN nor infinite. */
export const finite: Validator<number> = (value, place) =>
  Number.isFinite(value) ? number(value, place) : wrong(place, 'a finite number');

/** A whole number within bounds. */
export const whole =
  (least: number, most: number): Validator<number> =>
  (value, place) =>
    count(value, place) >= least && count(value, place) <= most
      ? count(value, place)
      : wrong(place, `from ${least} to ${most}`);

/** A whole number of things that there may be: from 1 to a million. */
export const size: Validator<number> = whole(1, 1e6);

/** A probability, 0 and 1 left out. */
export const probability: Validator<number> = (value, place) =>
  finite(value, place) > 0 && finite(value, place) < 1
    ? finite(value, place)
    : wrong(place, 'a probability');

export const count: Validator<number> = (value, place) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : wrong(place, 'a count');

export const flag: Validator<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : wrong(place, 'true or false');

export const floats: Validator<Float64Array> = (value, place) =>
  value instanceof Float64Array ? value : wrong(place, 'an array of numbers');

export const float32: Validator<Float32Array> = (value, place) =>
  value instanceof Float32Array ? value : wrong(place, 'an array of 32-bit numbers');

/** Weights of a network: every one of them a number. */
export const weights: Validator<Float32Array> = (value, place) =>
  float32(value, place).every(Number.isFinite)
    ? float32(value, place)
    : wrong(place, 'an array of finite numbers');

/** An array of numbers, none of them missing. */
export const finiteFloats: Validator<Float64Array> = (value, place) =>
  floats(value, place).every(Number.isFinite)
    ? floats(value, place)
    : wrong(place, 'an array of finite numbers');

export const tree: Validator<{ readonly [key: string]: StateValue }> = (value, place) =>
  isRecord(value) ? value : wrong(place, 'a mapping');

/** One of a fixed set of words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Validator<Word> {
  return (value, place) =>
    words.find((word) => word === value) ?? wrong(place, `one of ${words.join(', ')}`);
}

/** A key that files of an older format do not have. */
export function orElse<T>(shape: Validator<T>, absent: T): Validator<T> {
  return (value, place) => (value === undefined ? absent : shape(value, place));
}

export function orNull<T>(shape: Validator<T>): Validator<T | null> {
  return (value, place) => (value === null ? null : shape(value, place));
}

export function listOf<T>(shape: Validator<T>): Validator<T[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((item, i) => shape(item, `${place}[${i}]`))
      : wrong(place, 'a list');
}

/** A list of so many at most. */
export function shortList<T>(shape: Validator<T>, most: number, least = 0): Validator<T[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length < least || value.length > most) {
      return wrong(place, `a list of ${least} to ${most}`);
    }
    return listOf(shape)(value, place);
  };
}

/** A text that is JSON of a shape. */
export function jsonOf<T>(shape: Validator<T>): Validator<T> {
  return (value, place) => {
    try {
      return shape(JSON.parse(text(value, place)), place);
    } catch (error) {
      if (error instanceof SyntaxError) return wrong(place, 'JSON');
      throw error;
    }
  };
}

/** A mapping with any keys and values of one shape. */
export function mapOf<T>(shape: Validator<T>): Validator<Record<string, T>> {
  return (value, place) =>
    Object.fromEntries(
      Object.entries(tree(value, place)).map(([key, item]) => [
        key,
        shape(item, `${place}.${key}`),
      ]),
    );
}

/** A mapping with exactly these keys; others are ignored, so that later versions may add some. */
export function object<T>(shapes: { readonly [Key in keyof T]: Validator<T[Key]> }): Validator<T> {
  const keys = Object.keys(shapes) as (keyof T & string)[];
  return (value, place) => {
    const record = tree(value, place);
    const result: Partial<T> = {};
    for (const key of keys) result[key] = shapes[key](record[key], `${place}.${key}`);
    return result as T;
  };
}

/** Like `object`, but a key that is absent stays absent. */
export function partial<T>(
  shapes: { readonly [Key in keyof T]-?: Validator<NonNullable<T[Key]>> },
) {
  const keys = Object.keys(shapes) as (keyof T & string)[];
  return (value: StateValue | undefined, place: string): T => {
    const record = tree(value, place);
    const result: Partial<T> = {};
    for (const key of keys) {
      if (record[key] !== undefined) result[key] = shapes[key](record[key], `${place}.${key}`);
    }
    return result as T;
  };
}

/** A value an option may have. */
export const optionValue: Validator<number | string | boolean | null> = (value, place) =>
  value === null || ['number', 'string', 'boolean'].includes(typeof value)
    ? (value as number | string | boolean | null)
    : wrong(place, 'an option value');
