import { extname } from 'node:path';
import { usageError } from '../errors.js';
import { requireFolderOf, sweepBeside } from '../store/atomic.js';
import { requireOwnPaths, type WrittenPath } from '../store/written-paths.js';

/** The flags that say where a result goes and in what form. */
export interface PresentFlags {
  readonly json?: boolean | undefined;
  readonly output?: string | undefined;
  readonly format?: string | undefined;
  readonly chart?: boolean | undefined;
  readonly color?: boolean | undefined;
  readonly ascii?: boolean | undefined;
  readonly 'raw-text'?: boolean | undefined;
  readonly 'chart-file'?: string | undefined;
  readonly report?: string | undefined;
  readonly open?: boolean | undefined;
  readonly forecasts?: string | undefined;
  readonly fitted?: string | undefined;
}

const FORMAT_OF_ENDING: Readonly<Record<string, string>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'markdown',
  '.txt': 'table',
};

const CHART_ENDINGS = ['.svg', '.png', '.html'];

/** A temporary file of this age has no writer any more. */
const ABANDONED_MS = 3_600_000;

const WRITING_FLAGS = ['output', 'forecasts', 'fitted', 'chart-file', 'report'] as const;

/**
 * Fails before the work starts when its result could not be written as asked.
 * @param read - files that the command reads and must not write over
 * @throws UserError (exit 2)
 */
export async function checkOutputs(flags: PresentFlags, read: readonly string[]): Promise<void> {
  const { 'chart-file': chart, report } = flags;
  if (chart !== undefined && !CHART_ENDINGS.includes(endingOf(chart))) {
    throw usageError(
      `--chart-file: "${chart}" has no known ending`,
      'end it with .svg, .png or .html',
    );
  }
  if (report !== undefined && endingOf(report) !== '.html') {
    throw usageError(`--report: "${report}" is no HTML file's name`, 'end it with .html');
  }
  const written = writtenPaths(flags);
  for (const { flag, path } of written) {
    if (path === '-') {
      throw usageError(
        `${flag}: "-" is no file's name`,
        'standard output gets the result anyway; as a file it is /dev/stdout',
      );
    }
    await requireFolderOf(path);
    // A leftover that cannot be removed does no harm to what is to be written.
    await sweepBeside(path, Date.now() - ABANDONED_MS).catch(() => {});
  }
  await requireOwnPaths(written, read);
}

/** Each file once: chart and report may be the same page. */
function writtenPaths(flags: PresentFlags): WrittenPath[] {
  return WRITING_FLAGS.flatMap((name) => {
    const path = flags[name];
    const samePage = name === 'report' && path === flags['chart-file'];
    return path === undefined || samePage ? [] : [{ flag: `--${name}`, path }];
  });
}

/** Whether a whole report is to be written, which shows more than a chart. */
export const asksForReport = (flags: Pick<PresentFlags, 'chart-file' | 'report'>): boolean =>
  pageOf(flags) !== undefined;

/** The file that the report goes to, if any. */
export function pageOf({
  report,
  'chart-file': chart,
}: Pick<PresentFlags, 'chart-file' | 'report'>): string | undefined {
  return report ?? (endingOf(chart ?? '') === '.html' ? chart : undefined);
}

/** @throws UserError (exit 2) for a file whose ending says nothing of what it is to be */
export function checkEnding(path: string): void {
  const known = [...Object.keys(FORMAT_OF_ENDING), ...CHART_ENDINGS];
  if (known.includes(endingOf(path))) return;
  throw usageError(`"${path}" has no known ending`, `end it with one of ${known.join(' ')}`);
}

/** Of a path, in lower case, with its dot. */
export const endingOf = (path: string) => extname(path).toLowerCase();

/** The format that a path's ending asks for; undefined for a chart or report, or an unknown one. */
export const formatOf = (path: string): string | undefined => FORMAT_OF_ENDING[endingOf(path)];
