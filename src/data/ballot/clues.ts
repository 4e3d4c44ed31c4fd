import type { Clue } from './ballot.js';

/** Something to look for in a candidate; its weight stands in `weights.ts`. */
export interface ClueKind<Material> {
  readonly name: string;
  /** How strongly it is there: 0 not at all, 1 fully. */
  sees(material: Material): number;
}

/** What there is of a registry's clues in a candidate, with their weights. */
export function cluesIn<Material>(
  kinds: readonly ClueKind<Material>[],
  weights: Readonly<Record<string, number>>,
  material: Material,
): Clue[] {
  return kinds.flatMap((kind) => {
    const strength = kind.sees(material);
    if (strength === 0) return [];
    return [{ name: kind.name, weight: Math.round(strength * weights[kind.name]! * 100) / 100 }];
  });
}
