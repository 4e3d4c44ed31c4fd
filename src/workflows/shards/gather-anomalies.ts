import { dataError } from '../../errors.js';
import { correctionFor } from '../../evaluation/anomalies/tail.js';
import { csvField } from '../../render/csv-format.js';
import type { FoundShard } from '../../store/shards/collect.js';
import { mergedText } from '../../store/shards/merge.js';
import { P_ALONE } from '../../tables/anomalies.js';

/**
 * The rows of all parts of a panel with their p-values corrected for how many rows all parts have, as one
 * machine would have written them. Goes through the parts twice, and keeps eight bytes a row.
 * @throws UserError (exit 4) where a part does not hold p-values
 */
export async function* gatheredAnomalies(parts: readonly FoundShard[]): AsyncGenerator<string> {
  const alpha = Number(parts[0]!.shard.decisions.alpha);
  const looks = new Numbers();
  for await (const row of rowsOf(mergedText(parts, 'output'))) {
    if (!isHeader(row)) looks.push(partsOfRow(row).p);
  }
  const corrected = correctionFor(looks.values());
  for await (const row of rowsOf(mergedText(parts, 'output'))) {
    if (isHeader(row)) {
      yield row.replace(`,${P_ALONE},`, ',p,');
      continue;
    }
    const { before, p: alone } = partsOfRow(row);
    const p = corrected(alone);
    yield `${before},${csvField(p)},${p < alpha}\n`;
  }
}

const isHeader = (row: string) => row.endsWith(`,${P_ALONE},anomaly\n`);

/** What stands before the p-value of a row, and the p-value; what is an anomaly is left open behind it. */
function partsOfRow(row: string): { readonly before: string; readonly p: number } {
  const end = row.length - ',\n'.length;
  const comma = row.lastIndexOf(',', end - 1);
  const p = row.endsWith(',\n') && comma >= 0 ? Number(row.slice(comma + 1, end)) : Number.NaN;
  if (p >= 0 && p <= 1) return { before: row.slice(0, comma), p };
  throw dataError(`"${row.trim()}" is no judged row`, 'run the parts again');
}

/** Rows of a CSV, each with its end; a line break between quotes ends none. */
async function* rowsOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    rest += piece;
    let [start, quoted] = [0, false];
    for (let i = 0; i < rest.length; i++) {
      const code = rest.charCodeAt(i);
      if (code === QUOTE) quoted = !quoted;
      else if (code === LINE_BREAK && !quoted) {
        yield rest.slice(start, i + 1);
        start = i + 1;
      }
    }
    rest = rest.slice(start);
  }
}
const QUOTE = 0x22;
const LINE_BREAK = 0x0a;

/** Numbers of which nobody knows how many there will be. */
class Numbers {
  private held = new Float64Array(1 << 16);
  private count = 0;

  push(value: number): void {
    if (this.count === this.held.length) {
      const larger = new Float64Array(2 * this.count);
      larger.set(this.held);
      this.held = larger;
    }
    this.held[this.count++] = value;
  }

  values(): Float64Array {
    return this.held.subarray(0, this.count);
  }
}
