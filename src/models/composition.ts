import type { Model, Share, TrainingRecord } from './model.js';

/** What a network's closed-form start is called where a forecast's parts are listed. */
export const LINE = 'line';

/**
 * Whether a network has a share in what a model forecasts. Of a training that never improved on its
 * closed-form start nothing but that start is left.
 */
export function isNetwork(family: Model['family'], training: TrainingRecord | null): boolean {
  if (training?.composition) return training.composition.some(({ network }) => network);
  const untouched = training !== null && training.epochs > 0 && training.bestEpoch === 0;
  return (family === 'neural' || family === 'hybrid') && !untouched;
}

/** A part of a mixture that may be one itself. */
export interface Part {
  readonly model: Pick<Model, 'name' | 'family'>;
  readonly training: TrainingRecord | null;
  readonly share: number;
}

/** What a mixture of mixtures consists of, the largest share first; shares of one name are added up. */
export function flattened(parts: readonly Part[]): Share[] {
  const shares = new Map<string, Share>();
  for (const { model, training, share } of parts) {
    const { name, family } = model;
    const own = training?.composition ?? [
      { model: name, share: 1, network: isNetwork(family, training) },
    ];
    for (const each of own) {
      const before = shares.get(each.model)?.share ?? 0;
      shares.set(each.model, { ...each, share: before + share * each.share });
    }
  }
  return [...shares.values()].sort((a, b) => b.share - a.share);
}

/** What a model's forecasts consist of: itself, unless its training says more. */
export const compositionOf = (model: string, training: TrainingRecord | null) =>
  (training?.composition ?? [{ model, share: 1 }]).map(({ model: name, share }) => ({
    model: name,
    share,
  }));

/** "46 %". */
export const inPercent = (share: number) => `${Math.round(100 * share)} %`;
