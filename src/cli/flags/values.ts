import { Flags } from '@oclif/core';
import { usageError } from '../../errors.js';
import { expectation } from '../../options.js';

/** An alias, because oclif asks for an index signature, which an interface does not have. */
type ValueFlag = {
  readonly summary: string;
  readonly helpGroup: string;
  readonly char?: 'n' | 'o' | 'm' | 'q';
  readonly helpValue?: string;
  /** What other programs call it. */
  readonly aliases?: string[];
};

/** A whole number within bounds; anything else is a usage error that names the value. */
export function integerFlag(flag: ValueFlag & { readonly min?: number; readonly max?: number }) {
  const { min, max, ...rest } = flag;
  return Flags.custom<number>({
    helpValue: 'N',
    ...rest,
    parse: async (input) => checked(input, true, min, max),
  })();
}

/** A number within bounds. */
export function numberFlag(flag: ValueFlag & { readonly min?: number; readonly max?: number }) {
  const { min, max, ...rest } = flag;
  return Flags.custom<number>({
    helpValue: 'X',
    ...rest,
    parse: async (input) => checked(input, false, min, max),
  })();
}

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** A time span such as 60s, 2min, 1.5h, 3d or 2w, in seconds; a plain number is seconds. */
export function durationFlag(flag: ValueFlag & { readonly min: number }) {
  const { min, ...rest } = flag;
  return Flags.custom<number>({
    helpValue: 'TIME',
    ...rest,
    parse: async (input) => {
      const [, number, unit] = /^(\d+\.?\d*|\.\d+)\s*(s|min|h|d|w)?$/.exec(input.trim()) ?? [];
      const seconds = Number(number) * (SECONDS[unit ?? 's'] ?? Number.NaN);
      if (seconds >= min) return seconds;
      throw usageError(
        `"${input}" is not allowed`,
        `give a time of at least ${min} seconds, e.g. 60s, 2min, 36h or 3d`,
      );
    },
  })();
}

/** A text. */
export const textFlag = (flag: ValueFlag & { readonly options?: readonly string[] }) =>
  Flags.string(flag);

/** A text that may be given several times; each occurrence takes one value. */
export const textsFlag = (flag: ValueFlag & { readonly options?: readonly string[] }) =>
  Flags.string({ ...flag, multiple: true, multipleNonGreedy: true });

/** Comma-separated values of one occurrence, parsed one by one. */
export function listFlag<T>(flag: ValueFlag & { readonly item: (text: string) => T }) {
  const { item, ...rest } = flag;
  return Flags.custom<T[]>({
    ...rest,
    parse: async (input) =>
      input
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map(item),
  })();
}

function checked(input: string, whole: boolean, min?: number, max?: number): number {
  const value = input.trim() === '' ? Number.NaN : Number(input);
  const below = min !== undefined && value < min;
  const above = max !== undefined && value > max;
  if (Number.isFinite(value) && (!whole || Number.isInteger(value)) && !below && !above) {
    return value;
  }
  throw usageError(`"${input}" is not allowed`, `give ${expectation(whole, min, max)}`);
}
