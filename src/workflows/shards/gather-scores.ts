import { dataError } from '../../errors.js';
import { addedUp, type ScoreParts, scoreParts } from '../../evaluation/scores/score-parts.js';
import { overallScores } from '../../evaluation/scores/scores.js';
import { skillsOf } from '../../evaluation/verdicts/comparisons.js';
import { jsonOf, ShapeError } from '../../models/shape.js';
import { tableLines } from '../../render/csv-format.js';
import type { FoundShard } from '../../store/shards/collect.js';
import { scoreRows } from '../../tables/scores.js';

/**
 * The table of scores that one machine would have made: the sums of the parts are exact, and are rounded
 * once they are added up.
 * @throws UserError (exit 4) where a part has other models or scores than the others
 */
export function gatheredScores(parts: readonly FoundShard[]): Iterable<string> {
  const read = parts.map(scoresOf);
  const [first] = read;
  for (const [i, each] of read.entries()) {
    if (formOf(each) === formOf(first!)) continue;
    throw dataError(
      `the parts are unlike: ${parts[i]!.path} has scores of other models than ${parts[0]!.path}`,
      'run it again with the same settings',
    );
  }
  const { totals, losses } = addedUp(read);
  const scores = overallScores(first!.metrics, first!.probabilities, totals);
  const against: unknown = JSON.parse(parts[0]!.shard.settings.against ?? 'null');
  const skills = skillsOf(losses, typeof against === 'string' ? against : undefined);
  return tableLines({ title: 'Scores', ...scoreRows(scores, skills) });
}

function scoresOf({ path, shard }: FoundShard): ScoreParts {
  try {
    return jsonOf(scoreParts)(shard.scores ?? 'null', 'scores');
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw dataError(`${path} does not hold its scores: ${error.message}`, 'run the shard again');
  }
}

const formOf = ({ metrics, probabilities, models }: ScoreParts) =>
  JSON.stringify([
    metrics,
    probabilities,
    models.map(({ model, columns }) => [model, columns.length]),
  ]);
