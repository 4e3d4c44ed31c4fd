import type { Champion } from '../../store/champion.js';
import type { RetrainJob } from './job.js';
import type { Night } from './night.js';

/** What a challenger's training starts from. */
export interface WarmStart {
  /** Null: from scratch. */
  readonly from: Champion | null;
  /** Why from scratch, where a warm start was asked for; the model itself tells what else hinders it. */
  readonly remark: string | null;
}

const COLD: WarmStart = { from: null, remark: null };

/** The champion, where a warm start was asked for and the champion has something to go on from. */
export function warmStartOf(
  { warm }: RetrainJob,
  { modelling }: Night,
  champion: Champion | null,
): WarmStart {
  if (!warm) return COLD;
  const { model } = modelling.requests[0]!;
  const hindrance = hindranceOf(model, champion);
  return hindrance === null ? { from: champion, remark: null } : { from: null, remark: hindrance };
}

function hindranceOf(
  { name, warmStarts }: { readonly name: string; readonly warmStarts?: boolean },
  champion: Champion | null,
): string | null {
  const scratch = `--warm: ${name} starts from scratch`;
  if (!warmStarts) return `${scratch}, as it is not trained step by step`;
  if (!champion) return `${scratch}, as nothing serves yet`;
  if (champion.facts.fallback) return `${scratch}, as a fallback serves`;
  const { model } = champion.document.fitted;
  return model === name ? null : `${scratch}, as the champion is of model ${model}`;
}
