import { type CellColumn, runsOf } from './cells.js';
import { isMissingText } from './missing.js';
import { type DecimalMark, type MarkEvidence, markEvidence, numberReading } from './numbers.js';

export interface DecimalDecision {
  /** The file's decimal mark. */
  readonly mark: DecimalMark;
  /** The mark of each column: the file's, unless its own cells only fit the other. */
  readonly marks: readonly DecimalMark[];
  readonly evidence: string;
  readonly confidence: 'certain' | 'likely' | 'weak';
  /** A column whose numbers are as likely the one as the other. */
  readonly tie: { readonly column: number; readonly example: string } | null;
}

/**
 * The decimal mark, from all number-like cells of a file: a cell such as `12,5` or `1.234,5` proves
 * one; `1,234` proves nothing unless a cell like it starts with 0 or has no group where one is due.
 */
export function decideDecimal(
  columns: readonly CellColumn[],
  delimiter: string,
  wish: DecimalMark | undefined,
): DecimalDecision {
  const evidence = columns.map(markEvidence);
  const sum = (key: 'point' | 'comma') =>
    evidence.reduce((total, item) => total + (isNumbers(item) ? item[key] : 0), 0);
  const [point, comma] = [sum('point'), sum('comma')];
  const ambiguous = columns.map((column, j) => {
    const item = evidence[j]!;
    return isNumbers(item) && item.either > 0 && item.point === 0 && item.comma === 0
      ? groupedOrNot(column)
      : null;
  });
  const commaDecimals = ambiguous.filter((verdict) => verdict === 'comma').length;
  const mark: DecimalMark =
    wish ??
    (comma + commaDecimals > point
      ? ','
      : point > 0 || delimiter === ','
        ? '.'
        : fallback(ambiguous));
  const marks = evidence.map((item, j) => {
    if (wish !== undefined) return wish;
    if (item.comma > 0 && item.point === 0) return ',';
    if (item.point > 0 && item.comma === 0) return '.';
    return ambiguous[j] === 'comma' ? ',' : mark;
  });
  const open =
    wish !== undefined || point + comma + commaDecimals > 0 || delimiter === ','
      ? -1
      : ambiguous.indexOf('tie');
  return {
    mark,
    marks,
    evidence:
      point + comma === 0
        ? 'no cell decides'
        : `${point} cells with a decimal point, ${comma} with a decimal comma`,
    confidence: Math.min(point, comma) === 0 && point + comma > 0 ? 'certain' : 'likely',
    tie: open < 0 ? null : { column: open, example: evidence[open]!.example ?? '' },
  };
}

const fallback = (verdicts: readonly (string | null)[]): DecimalMark =>
  verdicts.includes('comma') ? ',' : '.';

const isNumbers = (item: MarkEvidence) => {
  const numbers = item.point + item.comma + item.either + item.same;
  return numbers > 0 && numbers >= (numbers + item.other) * 0.8;
};

/** What cells like `1,234` are, where no cell of the column proves it: groups, decimals, or a tie. */
function groupedOrNot(column: CellColumn): 'groups' | 'comma' | 'tie' {
  let commas = 0;
  let shorts = 0;
  for (let code = 1; code < column.templates.length; code++) {
    const template = column.templates[code]!;
    if (column.counts[code] === 0 || isMissingText(template)) continue;
    const runs = runsOf(template);
    if (template.includes(',')) {
      commas++;
      if (startsWithZero(column, code, runs)) return 'comma';
    } else if (template.includes('.')) {
      return 'groups'; // `1.234`: the point is taken for a decimal point
    } else if ((runs[0] ?? 0) > 3 && numberReading(template, '.')) return 'comma';
    else shorts++;
  }
  if (commas === 0) return 'groups';
  // Numbers below a thousand without a group beside numbers with one.
  return shorts > 0 ? 'groups' : 'tie';
}

/** Any cell of the template of which the first run is 0 alone: `0,123`. */
function startsWithZero(column: CellColumn, code: number, runs: readonly number[]): boolean {
  if (runs[0] !== 1) return false;
  const rest = 10 ** runs.slice(1).reduce((total, run) => total + run, 0);
  for (let row = 0; row < column.length; row++) {
    if (column.codes[row] === code && column.digits[row]! < rest) return true;
  }
  return false;
}
