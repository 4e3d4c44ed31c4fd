import { Flags } from '@oclif/core';
import { usageError } from '../../errors.js';

const SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
};

/** A span of time such as `36h`, `3d` or `2w`, in seconds. */
export function durationFlag(flag: { readonly helpGroup: string; readonly summary: string }) {
  return Flags.custom<number>({
    helpValue: 'TIME',
    ...flag,
    parse: async (input) => parseDuration(input),
  })();
}

/** @throws UserError (exit 2) */
function parseDuration(text: string): number {
  const match = /^(\d{1,9}) ?([a-z]+)$/.exec(text.trim());
  const unit = SECONDS[match?.[2] ?? ''];
  if (match && unit !== undefined) return Number(match[1]) * unit;
  throw usageError(`"${text}" is no span of time`, 'write 90min, 36h, 3d or 2w');
}
