import type { Report, ReportBlock } from '../render/report.js';
import { answerOf } from '../tables/answer/answer.js';
import { tables } from '../tables/index.js';
import type { Results } from '../tables/results.js';
import { type Section, sections } from '../tables/sections.js';
import { charts } from './index.js';

export interface ReportFacts {
  readonly title: string;
  readonly subtitle: string;
  /** The command line that repeats the run. */
  readonly command: string;
  /** Remarks and warnings of the run. */
  readonly remarks: readonly string[];
  /** What the command made that no other makes, before the parts. */
  readonly own?: readonly ReportBlock[];
}

/** The part that remarks stand behind: they say how far to trust what it shows. */
const REMARKED: Section = 'evaluation';

/** Of one kind: hundreds of series would make a page that nobody reads and no browser opens. */
const MOST_CHARTS = 6;
const MOST_ROWS = 500;

/** The answer, then everything that the results have to show, part by part, and how to get it again. */
export function resultsReport(results: Results, facts: ReportFacts): Report {
  const parts = sections.flatMap(({ name, heading, reading }): ReportBlock[] => {
    const shown = [...chartBlocks(results, name), ...tableBlocks(results, name)];
    const remarks: ReportBlock[] =
      name === REMARKED && facts.remarks.length > 0
        ? [
            { kind: 'heading', text: 'Remarks' },
            { kind: 'list', items: facts.remarks },
          ]
        : [];
    if (shown.length === 0) return remarks;
    return [
      { kind: 'heading', text: heading },
      { kind: 'text', text: reading },
      ...shown,
      ...remarks,
    ];
  });
  return {
    title: facts.title,
    subtitle: facts.subtitle,
    blocks: [
      ...answerBlocks(results),
      ...(facts.own ?? []),
      ...parts,
      { kind: 'heading', text: 'Repeat this run' },
      { kind: 'code', text: facts.command },
    ],
  };
}

function answerBlocks(results: Results): ReportBlock[] {
  const { sentences, figures } = answerOf(results);
  const lead: ReportBlock[] =
    sentences.length === 0 ? [] : [{ kind: 'lead', text: sentences.join(' ') }];
  return figures.length === 0 ? lead : [...lead, { kind: 'figures', items: figures }];
}

function chartBlocks(results: Results, section: Section): ReportBlock[] {
  return charts.entries
    .filter((entry) => entry.section === section)
    .flatMap(({ draw, summary }): ReportBlock[] => {
      const all = draw(results);
      const shown = all.slice(0, MOST_CHARTS).map((chart) => ({ kind: 'chart', chart }) as const);
      return [...shown, ...omission(all.length, MOST_CHARTS, `charts (${summary})`)];
    });
}

function tableBlocks(results: Results, section: Section): ReportBlock[] {
  return tables.entries
    .filter((entry) => entry.section === section)
    .flatMap(({ build }) => build(results))
    .flatMap((table): ReportBlock[] => {
      const rows = table.rows.slice(0, MOST_ROWS);
      const emphasis = (table.emphasis ?? []).filter((row) => row < MOST_ROWS);
      return [
        { kind: 'table', table: { ...table, rows, emphasis } },
        ...omission(table.rows.length, MOST_ROWS, 'rows'),
      ];
    });
}

/** Says so where not everything is shown. */
const omission = (all: number, most: number, what: string): ReportBlock[] =>
  all > most ? [{ kind: 'text', text: `The first ${most} of ${all} ${what} are shown.` }] : [];
