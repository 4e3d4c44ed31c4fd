import { finite, listOf, object, text, type Validator } from '../../models/shape.js';
import { ExactSum } from './exact-sum.js';
import type { ScoreTotals } from './scores.js';
import type { TotalLoss } from './window-losses.js';

/** What the scores of some series of a panel are made of, as plain data. */
export interface ScoreParts {
  readonly metrics: readonly string[];
  readonly probabilities: readonly number[];
  readonly models: readonly ModelParts[];
}

interface ModelParts {
  readonly model: string;
  readonly columns: readonly { readonly value: Terms; readonly weight: Terms }[];
  readonly loss: Terms;
  readonly count: Terms;
}

/** The terms of an exact sum, as texts: JSON has no infinity. */
type Terms = readonly string[];

const terms: Validator<string[]> = listOf(text);

export const scoreParts: Validator<ScoreParts> = object<ScoreParts>({
  metrics: listOf(text),
  probabilities: listOf(finite),
  models: listOf(
    object<ModelParts>({
      model: text,
      columns: listOf(object({ value: terms, weight: terms })),
      loss: terms,
      count: terms,
    }),
  ),
});

/** What a part of a panel keeps for the scores of the whole. */
export function partsOfScores(
  metrics: readonly string[],
  probabilities: readonly number[],
  totals: ScoreTotals,
  losses: ReadonlyMap<string, TotalLoss>,
): ScoreParts {
  const terms = (sum: ExactSum) => sum.parts().map(String);
  return {
    metrics,
    probabilities,
    models: [...totals].map(([model, columns]) => {
      const { sum, count } = losses.get(model)!;
      return {
        model,
        columns: columns.map(({ value, weight }) => ({
          value: terms(value),
          weight: terms(weight),
        })),
        loss: terms(sum),
        count: terms(count),
      };
    }),
  };
}

/** What the parts make together. All have the same models and columns. */
export function addedUp(parts: readonly ScoreParts[]): {
  readonly totals: ScoreTotals;
  readonly losses: ReadonlyMap<string, TotalLoss>;
} {
  const [first] = parts;
  const sumOf = (all: readonly Terms[]) => new ExactSum(all.flat().map(Number));
  const models = (first?.models ?? []).map(({ model, columns }) => {
    const own = parts.map((part) => part.models.find((each) => each.model === model)!);
    return {
      model,
      columns: columns.map((_, c) => ({
        value: sumOf(own.map((each) => each.columns[c]!.value)),
        weight: sumOf(own.map((each) => each.columns[c]!.weight)),
      })),
      loss: {
        sum: sumOf(own.map(({ loss }) => loss)),
        count: sumOf(own.map(({ count }) => count)),
      },
    };
  });
  return {
    totals: new Map(models.map(({ model, columns }) => [model, columns])),
    losses: new Map(models.map(({ model, loss }) => [model, loss])),
  };
}
