/** Lines that fall into the same cells at tabs as at any blanks: tabs keep the empty ones apart. */
export function tabsAreTheBlanks(lines: readonly string[]): boolean {
  const same = lines.filter((line) => {
    const text = line.trim();
    return text.includes('\t') && !/[^\S\t]/.test(text);
  });
  return same.length > lines.length * 0.7;
}

/** Marks that stand in no number and no time: where each line has equally many, no blank delimits. */
const strongMarks = [';', '\t', '|'] as const;

export const hasEvenMarks = (lines: readonly string[], marks: readonly string[] = strongMarks) =>
  marks.some((mark) => evenCount(lines, mark) > 0);

/** How many of a mark nearly all lines have; 0 where they differ. */
function evenCount(lines: readonly string[], mark: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(mark).length - 1;
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  counts.delete(0);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most && most[1] >= lines.length * 0.8 ? most[0] : 0;
}

/**
 * Whether the commas of all lines are those between names in the first of them, or stand behind an
 * offset: `2024-01-01 00:00:00 -0800,7` is no decimal comma.
 */
export function commasDelimit(lines: readonly string[]): boolean {
  const count = evenCount(lines, ',');
  if (count === 0) return false;
  const first = lines.find((line) => line.split(',').length - 1 === count)!;
  if (/\p{L}/u.test(first) && !/\d,\d/.test(first) && !/\d{4}|\d:\d/.test(first)) return true;
  const behindOffset = lines.filter((line) => /\d:\d\d(?:\.\d+)? ?[+-]\d{4},/.test(line));
  return behindOffset.length >= lines.length * 0.8;
}
