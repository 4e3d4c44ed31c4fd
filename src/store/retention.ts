import type { Aliases } from './aliases.js';
import type { Version } from './versions.js';

/** Which versions to keep, as backups do it: what any rule keeps is kept. */
export interface RetentionRules {
  /** The newest so many. */
  readonly last?: number | undefined;
  /** The newest of each of so many days (UTC) that have any. */
  readonly daily?: number | undefined;
  /** Everything that is younger, in seconds. */
  readonly within?: number | undefined;
}

/** The versions that no rule keeps, oldest first. Those that an alias names always stay. */
export function toPrune(
  versions: readonly Version[],
  aliases: Aliases,
  rules: RetentionRules,
  now: Date,
): Version[] {
  const newestFirst = [...versions].sort((a, b) => (a.version < b.version ? 1 : -1));
  const named = new Set(Object.values(aliases));
  const kept = new Set(newestFirst.slice(0, rules.last ?? 0));
  for (const version of newestOfDays(newestFirst, rules.daily ?? 0)) kept.add(version);
  const since = now.getTime() - (rules.within ?? 0) * 1000;
  return newestFirst
    .filter((version) => !kept.has(version) && !named.has(version.version))
    .filter(({ created }) => rules.within === undefined || Date.parse(created) < since)
    .reverse();
}

function newestOfDays(newestFirst: readonly Version[], days: number): Version[] {
  const byDay = new Map<string, Version>();
  for (const version of newestFirst) {
    const day = version.created.slice(0, 10);
    if (!byDay.has(day)) byDay.set(day, version);
  }
  return [...byDay.values()].slice(0, days);
}
