import { type Frequency, formatFrequency } from '../calendar/frequency.js';
import type { Finding, ReadingOptions } from '../reading.js';

/** What became of the rows of a file on the way to its series, in sentences. */
export function tellChanges(
  file: string,
  totals: Record<'duplicates' | 'unequal' | 'gaps' | 'moved' | 'trimmed' | 'stray', number>,
  autumn: string | null,
  frequency: Frequency,
  options: ReadingOptions,
): Finding[] {
  const findings: Finding[] = [];
  const add = (level: Finding['level'], text: string) =>
    findings.push({ level, text, file, row: null, column: null });
  const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);
  if (totals.unequal > 0) {
    const how = options.duplicates ?? 'last';
    add(
      'warning',
      `${count(totals.unequal, 'row repeats', 'rows repeat')} the time of another with other numbers: ${how === 'mean' || how === 'sum' ? `the ${how}` : `the ${how} one`} counts (--duplicates)${autumn ? `; it is the hour that the end of summer time repeats: --tz ${autumn} keeps both` : ''}`,
    );
  }
  const equal = totals.duplicates - totals.unequal;
  if (equal > 0)
    add(
      'note',
      `${count(equal, 'row repeats another and was', 'rows repeat others and were')} merged`,
    );
  if (totals.gaps > 0) {
    const how =
      options.fill === undefined || options.fill === 'none'
        ? 'left missing'
        : `filled (${options.fill})`;
    add(
      'note',
      `${count(totals.gaps, 'step has', 'steps have')} no row at frequency ${formatFrequency(frequency)}: ${how}`,
    );
  }
  if (totals.moved > 0)
    add(
      'warning',
      `${count(totals.moved, 'row was', 'rows were')} moved to the nearest step of ${formatFrequency(frequency)}`,
    );
  if (totals.stray > 0) {
    add(
      'warning',
      `${count(totals.stray, 'row has a time', 'rows have times')} far from all others and ${totals.stray === 1 ? 'is' : 'are'} left out`,
    );
  }
  if (totals.trimmed > 0)
    add(
      'note',
      `${count(totals.trimmed, 'row', 'rows')} without a target at the beginning or end left out`,
    );
  return findings;
}
