import type { Chart, Mark } from './chart.js';

export interface LegendMark {
  readonly mark: Mark;
  /** A band's place among the bands, which come wider first: 1 is the widest. 0 for other marks. */
  readonly depth: number;
}

/** Lines first, then bands from narrow to wide, then rules. */
const ORDER: readonly Mark['kind'][] = ['line', 'points', 'bars', 'band', 'heat', 'rule'];

/** The marks that a legend lists: every label once, in reading order. */
export function legendMarks(chart: Chart): LegendMark[] {
  const seen = new Set<string>();
  return withDepth(chart.marks)
    .filter(({ mark }) => {
      const key = `${mark.kind} ${mark.tone} ${mark.label}`;
      if (mark.label === '' || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => ORDER.indexOf(a.mark.kind) - ORDER.indexOf(b.mark.kind) || b.depth - a.depth);
}

/** Every mark with the depth of its shade. */
export function withDepth(marks: readonly Mark[]): LegendMark[] {
  let bands = 0;
  return marks.map((mark) => ({ mark, depth: mark.kind === 'band' ? ++bands : 0 }));
}
