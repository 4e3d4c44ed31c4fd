import { log } from '../../elementary.js';
import { beyondDoubt, type Sureness, surenessOf } from '../ballot/ballot.js';
import { cellKind } from './cell-kind.js';
import type { Dialect, DialectGuess } from './dialect.js';
import { commasDelimit, hasEvenMarks, tabsAreTheBlanks } from './even-marks.js';
import { sampleRecords } from './records.js';

const candidates = [
  ',',
  ';',
  '\t',
  '|',
  ' ',
  ':',
  '^',
  '~',
  '||',
  ';;',
  '::',
  '\u0001',
  '\u001f',
  '¦',
  '§',
  '#',
  '&',
  '/',
] as const;

/** Words for delimiters that are awkward in a shell. */
const delimiterWords: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  space: ' ',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

/** What --delimiter asks for: a character or several, a word for one, or `blanks` for runs of blanks. */
function delimiterWish(text: string): { delimiter: string; blanks: boolean } {
  if (text === 'blanks') return { delimiter: ' ', blanks: true };
  return {
    delimiter: Object.hasOwn(delimiterWords, text) ? delimiterWords[text]! : text,
    blanks: false,
  };
}

/** Preference between candidates that explain the text equally well. */
const prior: Readonly<Record<string, number>> = {
  ',': 1,
  ';': 0.99,
  '\t': 0.99,
  '|': 0.98,
  ' ': 0.8,
  ':': 0.55,
  '/': 0.5,
  '#': 0.5,
  '&': 0.6,
};

/**
 * The dialect under which the sample's lines are most table-like: rows of equal width, of cells that
 * are numbers, times or plain words (after van den Burg, Nazábal and Sutton, "Wrangling messy CSV
 * files by detecting row and type patterns", 2019: pattern score × type score).
 */
export function detectDialect(
  lines: readonly string[],
  delimiter: string | undefined,
): DialectGuess {
  const text = lines.join('\n');
  const comment = commentOf(lines);
  const useful = lines.filter(
    (line) => line.trim() !== '' && !(comment && line.startsWith(comment)),
  );
  const wish = delimiter === undefined ? null : delimiterWish(delimiter);
  const marked = hasEvenMarks(useful) || commasDelimit(useful);
  const wanted = wish
    ? [wish.delimiter]
    : candidates.filter((candidate) => text.includes(candidate) && !(marked && candidate === ' '));
  const single: Dialect = {
    delimiter: '',
    blanks: false,
    quote: null,
    escape: '"',
    comment,
    padded: false,
  };
  let best = { dialect: single, score: delimiter === undefined ? scoreOf(useful, single) : -1 };
  const scores = new Map<string, number>([['', best.score]]);
  for (const candidate of wanted) {
    for (const { quote, blanks } of variants(text, candidate)) {
      if (wish && wish.blanks !== blanks) continue;
      const dialect: Dialect = {
        delimiter: candidate,
        blanks,
        quote,
        escape: quote !== null && usesBackslash(text, quote) ? '\\' : (quote ?? '"'),
        comment,
        padded: quote !== null && text.includes(`${candidate} ${quote}`),
      };
      const score =
        scoreOf(useful, dialect) * (prior[candidate] ?? 0.9) * (quote === "'" ? 0.97 : 1);
      scores.set(candidate, Math.max(scores.get(candidate) ?? 0, score));
      if (score > best.score) best = { dialect, score };
    }
  }
  if (best.dialect.blanks && !wish && tabsAreTheBlanks(useful)) {
    best.dialect = { ...best.dialect, delimiter: '\t', blanks: false };
  }
  return {
    dialect: best.dialect,
    evidence: `${useful.length} lines split evenly`,
    sure: wish ? beyondDoubt : surenessOfScores(scores, best.dialect.delimiter),
  };
}

/** Log-odds of a delimiter that explains the text twice as well as another. */
const TWICE = 5.5;

/** The scores of dialects are shares of the text that they explain: their ratios count. */
function surenessOfScores(scores: ReadonlyMap<string, number>, delimiter: string): Sureness {
  const candidates = [...scores]
    .filter(([, score]) => score > 0)
    .map(([value, score]) => ({
      value,
      clues: [
        {
          name: 'splits the lines evenly into numbers, times and words',
          weight: Math.round((100 * TWICE * log(score)) / log(2)) / 100,
        },
      ],
    }));
  const chosen = candidates.find(({ value }) => value === delimiter);
  const name = (value: string) => (value === '' ? 'none: one column' : JSON.stringify(value));
  return chosen ? surenessOf(candidates, chosen, name) : { margin: 0, votes: [] };
}

/** Quotes that occur; a blank may stand alone or for a run of blanks. */
function variants(text: string, delimiter: string) {
  const quotes = quotesOf(text, delimiter);
  const single = quotes.map((quote) => ({ quote, blanks: false }));
  return delimiter === ' '
    ? [...quotes.map((quote) => ({ quote, blanks: true })), ...single]
    : single;
}

function quotesOf(text: string, delimiter: string): ('"' | "'" | null)[] {
  const quotes: ('"' | "'" | null)[] = [];
  for (const quote of ['"', "'"] as const) {
    if (
      text.startsWith(quote) ||
      text.includes(`\n${quote}`) ||
      text.includes(delimiter + quote) ||
      text.includes(`${delimiter} ${quote}`)
    ) {
      quotes.push(quote);
    }
  }
  return quotes.length > 0 && quotes[0] === '"' ? quotes : [...quotes, null];
}

/** `\"` inside, and no `""` that would be the usual way. */
function usesBackslash(text: string, quote: string): boolean {
  return (
    text.includes(`\\${quote}`) &&
    !new RegExp(`[^,;\\t|\\n${quote}\\\\]${quote}${quote}[^,;\\t|\\n]`).test(text)
  );
}

/** A character that opens at least one line and no line of data: `#`, `%`, `//`, `!`, `*`. */
function commentOf(lines: readonly string[]): string | null {
  const full = lines.filter((line) => line.trim() !== '');
  for (const mark of ['#', '%', '//', '!', '--', '*']) {
    const marked = full.filter((line) => line.startsWith(mark));
    if (marked.length === 0 || marked.length === full.length) continue;
    if (marked.length < full.length * 0.5) return mark;
    if (mark === '#' && !marked.every((line) => /^#\d/.test(line))) return mark;
  }
  return null;
}

/** Cells of a row that are looked at; very wide rows are alike all along. */
const MAX_CELLS = 300;

function scoreOf(lines: readonly string[], dialect: Dialect): number {
  const widths = new Map<number, number>();
  let known = 0;
  // Between single blanks, empty cells are what runs of blanks leave.
  const emptyWorth = dialect.delimiter === ' ' ? 0.2 : 0.9;
  let cells = 0;
  for (const { cells: row } of sampleRecords(lines, dialect)) {
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
    for (const cell of row.length > MAX_CELLS ? row.slice(0, MAX_CELLS) : row) {
      cells++;
      if (hasStrayQuote(cell)) continue;
      const kind = cellKind(cell);
      if (kind === 'number' || kind === 'time') known++;
      else if (kind === 'empty') known += emptyWorth;
      else if (isPlainText(cell)) known += 0.6;
    }
  }
  let pattern = 0;
  let kinds = 0;
  for (const [width, count] of widths) {
    pattern += (count * (Math.max(width, 1.2) - 1)) / Math.max(width, 1.2);
    // The odd widths of a preamble's lines weigh less than one that many rows have.
    kinds += Math.min(1, (10 * count) / lines.length);
  }
  pattern /= Math.max(1, kinds);
  return cells === 0 ? 0 : (pattern / Math.max(1, lines.length)) * (known / cells);
}

/** A quote at a cell's edge that the dialect did not take off. */
const hasStrayQuote = (cell: string) => /^["']|["']$/.test(cell);

/** Text without a character that would more likely be a delimiter or a quote left over. */
const isPlainText = (cell: string) => cell.length < 300 && !/[,;\t|"]/.test(cell);
