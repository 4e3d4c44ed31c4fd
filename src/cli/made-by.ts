import { packageVersion } from '../library/version.js';

/**
 * "gatecast 0.1.0, 2026-12-01 05:40", local time. SOURCE_DATE_EPOCH, where it is set, stands for the
 * moment, so that a page can be made again byte by byte.
 */
export function madeBy(now: Date, epoch = process.env.SOURCE_DATE_EPOCH): string {
  const at = /^\d+$/.test(epoch ?? '') ? new Date(Number(epoch) * 1000) : now;
  const two = (part: number) => String(part).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `gatecast ${packageVersion()}, ${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
