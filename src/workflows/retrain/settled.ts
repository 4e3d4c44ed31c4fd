import type { Champion } from '../../store/champion.js';
import { fileSha256 } from '../../store/checksum.js';
import type { RunRecord } from '../../store/runs.js';
import type { RetrainJob } from './job.js';

/** True when the last run had the same inputs, its champion still serves and its files are there. */
export async function isSettled(
  job: RetrainJob,
  before: RunRecord | null,
  inputs: string,
  champion: Champion | null,
): Promise<boolean> {
  if (before?.inputs !== inputs) return false;
  if (before.champion !== (champion?.facts.version ?? null)) return false;
  if (champion === null) return true;
  const written = new Map(before.published.map(({ path, sha256 }) => [path, sha256]));
  for (const path of job.outputs) {
    const sha256 = written.get(path);
    if (sha256 === undefined || (await fileSha256(path)) !== sha256) return false;
  }
  return true;
}
