/** Control characters, line separators and marks that reorder text: they never reach a page raw. */
const INVISIBLE = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text as one line, with every control character written as an escape (`\n`, `\x1b`, `\u202e`). */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => NAMED[character] ?? escaped(character));
}

/** The same for text of several lines, whose ends and tabs stay. */
export function visibleLines(text: string): string {
  return text.replace(INVISIBLE, (character) =>
    character === '\n' || character === '\t' ? character : visibleText(character),
  );
}

/**
 * A value as JSON that a terminal may be shown: what `JSON.stringify` leaves raw (the C1 controls, marks
 * that reorder text) is escaped, and reads back to the same value.
 */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(INVISIBLE, (character) =>
    character === '\n' ? character : `\\u${hex(character, 4)}`,
  );
}

const escaped = (character: string) =>
  character.charCodeAt(0) < 256 ? `\\x${hex(character, 2)}` : `\\u${hex(character, 4)}`;

const hex = (character: string, digits: number) =>
  character.charCodeAt(0).toString(16).padStart(digits, '0');
