/** A word as a POSIX shell takes it. */
export const shellWord = (text: string) =>
  /^[\w./:@%+-]+$/.test(text)
    ? text
    : text === '\t'
      ? "$'\\t'"
      : `'${text.replaceAll("'", "'\\''")}'`;
