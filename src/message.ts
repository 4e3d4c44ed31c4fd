/**
 * How much a message matters to whoever reads the result, from least to most: what was understood or
 * done · what was decided and why · what may make the result worse than it looks · what was asked for and
 * will not be there (the run exits with 3).
 */
export type Level = 'info' | 'note' | 'warning' | 'missing';

/** Something a run says to people beside its result. */
export interface Message {
  readonly level: Level;
  /** One whole sentence, without a word for its level. */
  readonly text: string;
}

export const info = (text: string): Message => ({ level: 'info', text });
export const note = (text: string): Message => ({ level: 'note', text });
export const warning = (text: string): Message => ({ level: 'warning', text });
export const missing = (text: string): Message => ({ level: 'missing', text });

/** What stands before the sentence of a message. What is missing is a warning to its reader. */
const words: Readonly<Record<Level, string>> = {
  info: '',
  note: 'note: ',
  warning: 'warning: ',
  missing: 'warning: ',
};

/** The line that people read: `warning: 3 rows are left out`. */
export const lineOf = ({ level, text }: Message): string => `${words[level]}${text}`;

/** Whether the message belongs among the warnings of a document or a record. */
export const isWarning = ({ level }: Message): boolean =>
  level === 'warning' || level === 'missing';
