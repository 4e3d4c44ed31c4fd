const PLAIN = /^[\w@%+=:,./-]+$/;

/** Arguments as one line that a POSIX shell splits into the same arguments. */
export const shellLine = (args: readonly string[]) => args.map(quoted).join(' ');

const quoted = (argument: string) =>
  PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
