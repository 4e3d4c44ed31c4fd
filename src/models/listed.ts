/** Ids that a note names. */
const NAMED = 5;

/** The first ids in quotes, and how many more there are. */
export function listed(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const named = ids.slice(0, NAMED).map((id) => `"${id}"`);
  return `${named.join(', ')}${more}`;
}

/** What a fit says of series without a training window. */
export const untrainedNotes = (ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : [`not trained on ${listed(ids)}: too short; forecast all the same`];
