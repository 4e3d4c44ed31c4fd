import { charts } from '../../charts/index.js';
import { resultsReport } from '../../charts/report.js';
import type { GradientFlow } from '../../insight/gradient-flow.js';
import { tables } from '../../tables/index.js';
import type { DiagnoseOutcome } from '../../workflows/diagnose.js';
import type { Presentation } from '../present.js';
import { noResults, readingResults } from './results.js';

/** What `diagnose` shows: how far back each cell's gradients reach. */
export function presentDiagnoses(outcome: DiagnoseOutcome, command: string): Presentation {
  const { reading, task, title, diagnoses } = outcome;
  const results = { ...(reading ? readingResults(reading) : noResults), diagnoses };
  const cells = tables.get('cells').build(results);
  return {
    document: {
      task: task && { title: task.title, steps: task.steps, chance: task.chance },
      cells: diagnoses.map(({ start, end, ...diagnosis }) => ({
        ...diagnosis,
        start: start && flowDocument(start),
        end: flowDocument(end),
      })),
    },
    main: () => cells[0]!,
    tables: () => [...cells, ...tables.get('gates').build(results)],
    remarks: [],
    chart: () => charts.get('gradient-flow').draw(results)[0] ?? null,
    report: () =>
      resultsReport(results, {
        title: `Inside the network: ${title}`,
        subtitle: (reading?.sources ?? []).map(({ file }) => file).join(', '),
        command,
        remarks: diagnoses.map(({ verdict }) => verdict),
      }),
  };
}

/** `gradientNorms` by steps back, the newest first. */
const flowDocument = ({ norms, gates }: GradientFlow) => ({ gradientNorms: [...norms], gates });
