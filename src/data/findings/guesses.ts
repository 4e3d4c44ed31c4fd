import { shellWord } from '../../shell-word.js';
import type { TimeAxis } from '../axis/time-axis.js';
import { byRule, inWords, MOST_MARGIN } from '../ballot/ballot.js';
import { ID_JOINT } from '../cells/column-index.js';
import type { DecimalDecision } from '../cells/decimal.js';
import type { Guess, ReadingOptions } from '../reading.js';
import type { Roles } from '../roles/roles.js';
import type { Table } from '../rows/table.js';
import { headerSureness } from './header-clues.js';

/** What was decided on text, table and times without a flag. */
export function guessesOf(
  table: Table,
  decimal: DecimalDecision,
  axis: TimeAxis,
  options: ReadingOptions,
): Guess[] {
  const { dialect } = table.dialect;
  const guesses: Guess[] = [];
  const add = (known: unknown, guess: Guess) => {
    if (known === undefined) guesses.push(guess);
  };
  add(options.encoding, {
    what: 'encoding',
    value: table.encoding.encoding,
    evidence: table.encoding.evidence,
    ...byRule(table.encoding.margin),
    flag: `--encoding ${table.encoding.encoding}`,
  });
  add(options.delimiter, {
    what: 'delimiter',
    value: dialect.blanks ? 'blanks' : JSON.stringify(dialect.delimiter),
    evidence: table.dialect.evidence,
    ...inWords(table.dialect.sure),
    flag: `--delimiter ${shellWord(dialect.blanks ? 'blanks' : dialect.delimiter || ',')}`,
  });
  add(options.decimal, {
    what: 'decimal mark',
    value: decimal.mark,
    evidence: decimal.evidence,
    ...byRule(decimal.margin),
    flag: `--decimal ${shellWord(decimal.mark)}`,
  });
  add(options.header, {
    what: 'header',
    value: table.shape.header ? 'yes' : 'no',
    evidence: table.shape.header
      ? `line ${table.shape.firstLine} names the columns`
      : 'the first row is like the others',
    ...inWords(headerSureness(table)),
    flag: table.shape.header ? '--header' : '--no-header',
  });
  const [column] = axis.columns;
  if (column !== undefined) {
    add(options.time, {
      what: 'time column',
      value: axis.columns.map((index) => table.names[index]).join(' + '),
      evidence: axis.reading.evidence,
      ...inWords(axis.sure),
      flag: axis.columns.map((index) => `--time ${shellWord(table.names[index]!)}`).join(' '),
    });
    add(options.dateFormat, {
      what: 'time format',
      value: axis.reading.format.pattern,
      evidence: axis.reading.evidence,
      ...byRule(axis.reading.tie ? 0 : (axis.reading.margin ?? MOST_MARGIN)),
      flag: `--date-format ${shellWord(axis.reading.format.pattern)}`,
    });
  }
  return guesses;
}

/** What was decided on the roles of the columns without a flag. */
export function roleGuesses(table: Table, roles: Roles, options: ReadingOptions): Guess[] {
  const guesses: Guess[] = [];
  if (options.target === undefined || options.target.length === 0) {
    const name = table.names[roles.targets[0]!]!;
    guesses.push({
      what: 'target',
      value: name,
      evidence: roles.targetEvidence,
      ...inWords(roles.targetSure),
      flag: `--target ${shellWord(name)}`,
    });
  }
  if (options.id === undefined && roles.ids.length > 0) {
    const name = roles.ids.map((j) => table.names[j]!).join(ID_JOINT);
    guesses.push({
      what: 'id column',
      value: name,
      evidence: roles.idEvidence,
      ...byRule(roles.idMargin),
      flag: `--id ${shellWord(name)}`,
    });
  }
  return guesses;
}
