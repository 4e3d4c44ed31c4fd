import { trialsTable } from '../../tables/trials.js';
import type { Trial, TuneOutcome } from '../../workflows/tune.js';
import type { Presentation } from '../present.js';
import { skippedExit } from './backtest.js';
import { costDocument, costSentence } from './cost.js';
import { sourceNames } from './results.js';

/** What `tune` shows: the candidates, and whose score theirs is not. */
export function presentTuning(outcome: TuneOutcome, command: string): Presentation {
  const { trials, metric, effort, testSize, validationSize, choice, output } = outcome;
  const { multiplyAdds, seconds } = outcome;
  const table = () => trialsTable(trials, metric, effort);
  const remarks = [
    verdict(trials, metric),
    `Scores are of the ${validationSize} validation rows, by which the choice was made: a test would be less kind. The last ${testSize} rows of each series were kept out of sight for it.`,
    ...(output === null ? [] : [`The choice is in ${output}; train --config takes it.`]),
  ];
  return {
    document: {
      model: outcome.request.label,
      metric,
      horizon: outcome.modelling.horizon,
      validationSize,
      testSize,
      choice,
      trials: trials.map(({ options, rung, effort: spent, score, refusal }) => ({
        rung,
        effort: spent,
        validationScore: score,
        options,
        ...(refusal === null ? {} : { refusal }),
      })),
      output,
      cost: costDocument({ multiplyAdds, seconds }),
      remarks,
    },
    cost: costSentence({ multiplyAdds, seconds }),
    main: table,
    tables: () => [table()],
    remarks,
    chart: () => null,
    report: () => ({
      title: `Tuning of ${outcome.request.label}`,
      subtitle: sourceNames(outcome.reading),
      blocks: [
        { kind: 'list', items: remarks },
        { kind: 'table', table: table() },
        { kind: 'code', text: command },
      ],
    }),
    ...skippedExit(outcome),
  };
}

/** What the search has won over the model as it is, which takes part to the end. */
function verdict([best, ...others]: readonly Trial[], metric: string): string {
  const isDefault = ({ options }: Trial) => Object.keys(options).length === 0;
  if (best && isDefault(best)) return 'No candidate was better than the defaults.';
  const standard = others.find(isDefault);
  if (!best?.score || !standard?.score) return 'The best candidate stands first.';
  const won = (100 * (1 - best.score / standard.score)).toFixed(1);
  return `The best candidate has ${won} % less validation ${metric} than the defaults.`;
}
