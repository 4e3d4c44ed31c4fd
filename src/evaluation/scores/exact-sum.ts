/**
 * A sum without rounding, whatever the order of its terms: numbers whose sum it is and that do not overlap
 * (Shewchuk 1997, "Adaptive precision floating-point arithmetic", GROW-EXPANSION), so that parts of a sum
 * can be added up elsewhere to the same bits.
 */
export class ExactSum {
  private readonly terms: number[];
  /** Infinities and NaN, which end every exactness. */
  private beyond = 0;

  constructor(terms: readonly number[] = []) {
    this.terms = [];
    for (const term of terms) this.add(term);
  }

  add(value: number): void {
    if (!Number.isFinite(value)) {
      this.beyond += value;
      return;
    }
    let rest = value;
    let kept = 0;
    for (const term of this.terms) {
      const [large, small] = Math.abs(rest) >= Math.abs(term) ? [rest, term] : [term, rest];
      const sum = large + small;
      const lost = small - (sum - large);
      if (lost !== 0) this.terms[kept++] = lost;
      rest = sum;
    }
    this.terms.length = kept;
    if (rest !== 0 || kept === 0) this.terms.push(rest);
  }

  /** Its terms, to go on from elsewhere. */
  parts(): readonly number[] {
    return this.beyond === 0 ? this.terms : [this.beyond];
  }

  /** The sum rounded once, to the nearest number, halves to even. */
  value(): number {
    if (this.beyond !== 0) return this.beyond;
    const { terms } = this;
    let at = terms.length - 1;
    if (at < 0) return 0;
    let high = terms[at]!;
    let low = 0;
    while (at > 0) {
      const before = high;
      const next = terms[--at]!;
      high = before + next;
      low = next - (high - before);
      if (low !== 0) break;
    }
    // Half way between two numbers, what is left decides.
    if (at > 0 && low < 0 === terms[at - 1]! < 0 && low !== 0) {
      const twice = low * 2;
      const rounded = high + twice;
      if (twice === rounded - high) return rounded;
    }
    return high;
  }
}

/** The sum of some numbers. */
export function exactSumOf(values: Iterable<number>): ExactSum {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum;
}
