import { MOST_MARGIN, marginOfCounts } from '../ballot/ballot.js';
import { type CellColumn, runsOf } from './cells.js';
import { isMissingText } from './missing.js';
import { type DecimalMark, type MarkEvidence, markEvidence } from './numbers.js';
import { prototypeOf } from './prototype.js';

export interface DecimalDecision {
  /** The file's decimal mark. */
  readonly mark: DecimalMark;
  /** The mark of each column: the file's, unless its own cells only fit the other. */
  readonly marks: readonly DecimalMark[];
  readonly evidence: string;
  /** Log-odds of the file's mark against the other. */
  readonly margin: number;
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
  const found = columns.map(markEvidence);
  // `+0050,5` between commas is a value and its quality, and so is `10231,5` beside it.
  const lists =
    delimiter === ',' && columns.some((column, j) => found[j]!.comma > 0 && isPadded(column));
  const evidence = lists ? found.map((item) => ({ ...item, comma: 0 })) : found;
  const sum = (key: 'point' | 'comma') =>
    evidence.reduce((total, item) => total + (isNumbers(item) ? item[key] : 0), 0);
  const [point, comma] = [sum('point'), sum('comma')];
  const withPoints = [';', '|', '\t'].includes(delimiter) && columns.some(hasDaysWithPoints);
  const isOpen = (item: MarkEvidence) =>
    isNumbers(item) && item.either > 0 && item.point === 0 && item.comma === 0;
  const shown = columns.map((column, j) => (isOpen(evidence[j]!) ? shownMark(column) : null));
  const proofs = (mark: DecimalMark, count: number) =>
    count + shown.filter((verdict) => verdict === mark).length;
  const [withPoint, withComma] = [proofs('.', point), proofs(',', comma)];
  const proven =
    withPoint > 0 && withComma === 0 ? '.' : withComma > 0 && withPoint === 0 ? ',' : null;
  const open = columns.map((column, j) => {
    if (!isOpen(evidence[j]!)) return null;
    // What other columns prove of the file decides a column of which no cell does.
    const verdict = shown[j] ?? proven ?? likelyMark(column, delimiter);
    // Where days are written 31.12.2024 and cells stand apart by semicolons, decimals have commas.
    return verdict === 'tie' && withPoints ? ',' : verdict;
  });
  const votes = (mark: DecimalMark) => open.filter((verdict) => verdict === mark).length;
  const commas = comma + votes(',');
  const points = point + votes('.');
  const mark = wish ?? (commas > points ? ',' : '.');
  const marks = evidence.map((item, j) => {
    // A column that can only be read with one mark keeps it, whatever the file's is.
    if (item.comma > 0 && item.point === 0) return ',';
    if (item.point > 0 && item.comma === 0) return '.';
    if (wish !== undefined) return wish;
    const verdict = open[j];
    return verdict === ',' || verdict === '.' ? verdict : mark;
  });
  const tie = wish !== undefined || commas + points > 0 ? -1 : open.indexOf('tie');
  const marginOf = () => {
    if (tie >= 0) return 0;
    // Where no cell reads otherwise with the other mark, it does not matter which it is.
    if (wish !== undefined || !evidence.some((item) => isNumbers(item) && differs(item)))
      return MOST_MARGIN;
    const [pro, against] = mark === ',' ? [commas, points] : [points, commas];
    return marginOfCounts(pro, against);
  };
  return {
    mark,
    marks,
    evidence:
      point + comma === 0
        ? withPoints && open.includes(',')
          ? 'no cell decides, but the dates are written with points'
          : 'no cell decides'
        : `${point} cells with a decimal point, ${comma} with a decimal comma`,
    margin: marginOf(),
    tie: tie < 0 ? null : { column: tie, example: evidence[tie]!.example ?? '' },
  };
}

const isNumbers = (item: MarkEvidence) => {
  const numbers = item.point + item.comma + item.either + item.same;
  return numbers > 0 && numbers >= (numbers + item.other) * 0.8;
};

/** Whether some cell is another number under the other mark, or none. */
const differs = ({ point, comma, either }: MarkEvidence) => point + comma + either > 0;

const hasDaysWithPoints = (column: CellColumn) =>
  column.templates.some(
    (template, code) =>
      column.counts[code]! > column.length / 2 &&
      /^0{1,2}\.0{1,2}\.0{2,4}/.test(prototypeOf(template)),
  );

const writtenMark = ({ templates, counts }: CellColumn): DecimalMark =>
  templates.some((template, code) => counts[code]! > 0 && template.includes(',')) ? ',' : '.';

/**
 * The decimal mark that a column of cells like `1,234` or `1.234` shows by other cells: a leading zero
 * makes the mark a decimal one, as does a longer whole number without a mark. Null where none does.
 */
function shownMark(column: CellColumn): DecimalMark | null {
  for (let code = 1; code < column.templates.length; code++) {
    const template = column.templates[code]!;
    if (column.counts[code] === 0 || isMissingText(template)) continue;
    const runs = runsOf(template);
    const shows = /[.,]/.test(template)
      ? startsWithZero(column, code, runs) || isNoValue(column, code)
      : (runs[0] ?? 0) > 3;
    if (shows) return writtenMark(column);
  }
  return null;
}

/**
 * The decimal mark of such a column where nothing in the file proves one: whole numbers below a
 * thousand beside them make their mark one of groups. Only files with semicolons group by points.
 */
function likelyMark(column: CellColumn, delimiter: string): DecimalMark | 'tie' {
  const written = writtenMark(column);
  if (delimiter === ',' || (written === '.' && delimiter !== ';')) return '.';
  const shorts = column.templates.some(
    (template, code) =>
      code > 0 &&
      column.counts[code]! > 0 &&
      !isMissingText(template) &&
      !/[.,]/.test(template) &&
      runsOf(template).length > 0,
  );
  return shorts ? (written === ',' ? '.' : ',') : 'tie';
}

/** Any number with a comma that is filled up with zeros to a width: `0012,5`. */
function isPadded(column: CellColumn): boolean {
  return column.templates.some((template, code) => {
    const runs = runsOf(template);
    if (column.counts[code] === 0 || !template.includes(',') || (runs[0] ?? 0) < 3) return false;
    const least = 10 ** (runs.reduce((total, run) => total + run, 0) - 1);
    return column.digits.some((digits, row) => column.codes[row] === code && digits < least);
  });
}

/** -999.000 is what instruments write for nothing; nobody counts -999,000 beside thousands. */
const isNoValue = (column: CellColumn, code: number) =>
  prototypeOf(column.templates[code]!).trim().startsWith('-') &&
  column.digits.some(
    (digits, row) => column.codes[row] === code && (digits === 999_000 || digits === 9_999_000),
  );

/** Any cell of the template of which the first run is 0 alone: `0,123`. */
function startsWithZero(column: CellColumn, code: number, runs: readonly number[]): boolean {
  if (runs[0] !== 1) return false;
  const rest = 10 ** runs.slice(1).reduce((total, run) => total + run, 0);
  for (let row = 0; row < column.length; row++) {
    if (column.codes[row] === code && column.digits[row]! < rest) return true;
  }
  return false;
}
