/** Ids that a note names. */
const NAMED = 5;

/** The first ids in quotes, and how many more there are. */
export function listed(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const named = ids.slice(0, NAMED).map((id) => `"${id}"`);
  return `${named.join(', ')}${more}`;
}
