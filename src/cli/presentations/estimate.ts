import type { ModelEstimate } from '../../evaluation/backtest/estimate.js';
import { estimateTable } from '../../tables/estimate.js';
import type { Estimate } from '../../workflows/estimate.js';
import type { Presentation } from '../present.js';
import { inBillions, inMegabytes, inSeconds, peakMemory } from './cost.js';
import { sourceNames } from './results.js';

/** What a thread with a network of its own takes: most of it is the code. */
const THREAD_BYTES = 18e6;

/** The dry run of an ensemble has one network and no threads yet. */
const threadMemory = (models: readonly ModelEstimate[]) =>
  Math.max(...models.map(({ lanes }) => (lanes > 1 ? lanes * THREAD_BYTES : 0)));

/** What `--estimate` shows instead of a run. */
export function presentEstimate(estimate: Estimate, command: string): Presentation {
  const { reading, modelling, models, multiplyAdds, seconds } = estimate;
  const table = () => estimateTable(models);
  const memory = peakMemory() + threadMemory(models);
  const { threads } = modelling.engine;
  const range =
    seconds.least < seconds.most
      ? `${inSeconds(seconds.least)} where validation never improves to ${inSeconds(seconds.most)} where it always does`
      : inSeconds(seconds.most);
  const remarks = [
    `Expect ${range}, on ${threads} ${threads === 1 ? 'thread' : 'threads'} of this machine.`,
    `Expect about ${inMegabytes(memory)} of memory and at most ${inBillions(multiplyAdds)} multiply-adds.`,
    'Nothing was trained: leave out --estimate to run it.',
  ];
  return {
    document: {
      estimate: {
        parameters: Math.max(...models.map(({ parameters }) => parameters)),
        multiplyAdds,
        seconds,
        peakMemory: memory,
        threads,
        models,
      },
      remarks,
    },
    main: table,
    tables: () => [table()],
    remarks,
    chart: () => null,
    report: () => ({
      title: `Estimate of ${models.map(({ model }) => model).join(', ')}`,
      subtitle: sourceNames(reading),
      blocks: [
        { kind: 'list', items: remarks },
        { kind: 'table', table: table() },
        { kind: 'code', text: command },
      ],
    }),
  };
}
