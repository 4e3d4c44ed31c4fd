import { LONG, MAX_DIGITS, RUN, RUN_END } from './cells.js';

/** Characters of a number at most: a double written out in full has fewer. */
const LONGEST_NUMBER = 400;
const LONG_NUMBER = /^[ \t]*(?=[^ \t])[+\-\u2212]?\d*(?:([.,])\d*)?(?:[eE][+-]?\d{1,3})?[ \t]*$/;

/** A cell with more digits than fit one double: a number, or a time with offset or fraction, or text. */
export function splitLong(text: string) {
  const number = text.length > LONGEST_NUMBER ? null : LONG_NUMBER.exec(text);
  const value = number ? Number(text.replace('\u2212', '-').replace(',', '.')) : Number.NaN;
  if (number && Number.isFinite(value)) {
    const template = `${String.fromCharCode(LONG)}0${number[1] ?? ''}0`;
    return { template, digits: value, more: null };
  }
  const all = text.replace(/[^0-9]/g, '');
  if (all.length > 2 * MAX_DIGITS || /[0-9]{16}/.test(text))
    return { template: text, digits: 0, more: null };
  return {
    template: withRuns(text),
    digits: Number(all.slice(0, MAX_DIGITS)),
    more: Number(all.slice(MAX_DIGITS)),
  };
}

/** The template of a cell, as a column of cells would keep it. */
export function templateOf(text: string): string {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 48 && unit <= 57) digits++;
  }
  return digits > MAX_DIGITS
    ? splitLong(text).template
    : withRuns(text.replace(reserved, '\ufffd'));
}

const reserved = new RegExp(`[\\u${RUN.toString(16)}-\\u${RUN_END.toString(16)}]`, 'g');

const withRuns = (text: string) =>
  text.replace(/[0-9]+/g, (run) => String.fromCharCode(RUN + run.length));
