import type { StateValue } from '../models/model.js';
import { isRecord } from '../models/state.js';

/**
 * Checks the shape of what a model file says. By hand rather than with a schema library, because
 * loading one takes as long as starting Node, and `predict` reads a model on every run.
 */
export type Shape<T> = (value: StateValue | undefined, place: string) => T;

/** A value is not what it must be; says where. */
export class ShapeError extends Error {}

function wrong(place: string, wanted: string): never {
  throw new ShapeError(`${place} is not ${wanted}`);
}

export const text: Shape<string> = (value, place) =>
  typeof value === 'string' ? value : wrong(place, 'a text');

export const number: Shape<number> = (value, place) =>
  typeof value === 'number' ? value : wrong(place, 'a number');

export const count: Shape<number> = (value, place) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : wrong(place, 'a count');

export const flag: Shape<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : wrong(place, 'true or false');

export const floats: Shape<Float64Array> = (value, place) =>
  value instanceof Float64Array ? value : wrong(place, 'an array of numbers');

export const float32: Shape<Float32Array> = (value, place) =>
  value instanceof Float32Array ? value : wrong(place, 'an array of 32-bit numbers');

export const tree: Shape<{ readonly [key: string]: StateValue }> = (value, place) =>
  isRecord(value) ? value : wrong(place, 'a mapping');

/** One of a fixed set of words. */
export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value, place) =>
    words.find((word) => word === value) ?? wrong(place, `one of ${words.join(', ')}`);
}

/** A key that files of an older format do not have. */
export function orElse<T>(shape: Shape<T>, absent: T): Shape<T> {
  return (value, place) => (value === undefined ? absent : shape(value, place));
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, place) => (value === null ? null : shape(value, place));
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((item, i) => shape(item, `${place}[${i}]`))
      : wrong(place, 'a list');
}

/** A mapping with any keys and values of one shape. */
export function mapOf<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value, place) =>
    Object.fromEntries(
      Object.entries(tree(value, place)).map(([key, item]) => [
        key,
        shape(item, `${place}.${key}`),
      ]),
    );
}

/** A mapping with exactly these keys; others are ignored, so that later versions may add some. */
export function object<T>(shapes: { readonly [Key in keyof T]: Shape<T[Key]> }): Shape<T> {
  const keys = Object.keys(shapes) as (keyof T & string)[];
  return (value, place) => {
    const record = tree(value, place);
    const result: Partial<T> = {};
    for (const key of keys) result[key] = shapes[key](record[key], `${place}.${key}`);
    return result as T;
  };
}

/** Like `object`, but a key that is absent stays absent. */
export function partial<T>(shapes: { readonly [Key in keyof T]-?: Shape<NonNullable<T[Key]>> }) {
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
export const optionValue: Shape<number | string | boolean | null> = (value, place) =>
  value === null || ['number', 'string', 'boolean'].includes(typeof value)
    ? (value as number | string | boolean | null)
    : wrong(place, 'an option value');
