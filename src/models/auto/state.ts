import type { Fitted, StateValue, TrainingRecord } from '../model.js';
import { isRecord } from '../state.js';

/** A fitted model with its share in a combination. */
export interface Member {
  readonly fitted: Fitted;
  /** Above 0; the shares of all members add up to 1. */
  readonly share: number;
  /** Series with fewer rows are forecast by the other members, if there is one that can. */
  readonly leastRows: number;
}

/** Members as a state that a model file can hold; their records travel as JSON text. */
export const writeMembers = (members: readonly Member[]): Fitted['state'] => ({
  members: members.map(({ fitted: { model, state, training }, share, leastRows }) => ({
    model,
    share,
    leastRows,
    state,
    training: JSON.stringify(training),
  })),
});

/** @throws Error when the state is another model's */
export function readMembers(combined: Fitted): Member[] {
  const { members } = combined.state;
  if (!Array.isArray(members) || members.length === 0) throw notCombined(combined);
  const { horizon, season, probabilities } = combined;
  return members.map((entry: StateValue) => {
    if (!isRecord(entry)) throw notCombined(combined);
    const { model, share, leastRows, state, training: text } = entry;
    if (
      typeof model !== 'string' ||
      typeof share !== 'number' ||
      typeof leastRows !== 'number' ||
      typeof text !== 'string' ||
      !isRecord(state)
    ) {
      throw notCombined(combined);
    }
    const training: TrainingRecord | null = JSON.parse(text);
    const fitted = { model, horizon, season, probabilities, state, training };
    return { fitted, share, leastRows };
  });
}

const notCombined = ({ model }: Fitted) =>
  new Error(`the state of model "${model}" is not that of a combination`);
