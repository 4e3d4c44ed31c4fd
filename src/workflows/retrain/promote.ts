import { promote, setChallenger, standIn } from '../../store/aliases.js';
import type { Champion } from '../../store/champion.js';
import type { Outcome } from '../../store/runs.js';
import type { Contest } from './contest.js';
import { obtainFallback } from './fallback.js';
import type { NightRun } from './night-run.js';

/** Who serves from now on, and what to write about it. */
export interface Promotion {
  /** Null where nothing is good enough to serve. */
  readonly server: Champion | null;
  readonly outcome: Outcome;
  readonly exitCode: 0 | 3;
  readonly summary: string;
}

/** Lets serve what was decided on, in one step. */
export async function promoteChallenger(
  run: NightRun,
  { challenger, decision, baseline }: Contest,
): Promise<Promotion> {
  const { lock, champion } = run;
  const { serve, reason } = decision;
  const version = challenger.facts.version;
  if (serve === 'challenger') {
    await promote(lock, version);
    const summary = `the challenger serves: ${reason}`;
    return { server: challenger, outcome: 'promoted', exitCode: 0, summary };
  }
  const missed = `the challenger has ${reason}`;
  if (serve === 'fallback') {
    const server = await obtainFallback(run, baseline);
    await standIn(lock, server.facts, version, champion?.facts ?? null);
    const summary = `${baseline} serves as fallback${instead(champion)}; ${missed}`;
    return { server, outcome: 'fallback', exitCode: 3, summary };
  }
  await setChallenger(lock, version);
  const stays = champion ? 'the champion stays' : 'nothing serves yet';
  return { server: champion, outcome: 'kept', exitCode: 3, summary: `${stays}; ${missed}` };
}

function instead(champion: Champion | null): string {
  if (!champion) return '';
  return champion.facts.fallback ? ' still' : ' in place of a champion that is worse';
}
