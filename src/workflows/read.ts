import type { Reading } from '../data/inspection.js';
import { firstFiniteIndex } from '../data/panel/history.js';
import type { Series } from '../data/panel/panel.js';
import { positionsIn } from '../data/panel/shard.js';
import { readPanel } from '../data/read-panel.js';
import type { Finding, ReadingOptions } from '../data/reading.js';
import { info, missing } from '../message.js';
import type { Observer } from './workflow.js';

/** Series that a message names. */
const NAMED = 5;

/**
 * Reads the files into a panel to work with, and tells the observer what was understood and what is odd.
 * Series without a single value are left out, as long as there are others.
 */
export async function readData(
  files: readonly string[],
  options: ReadingOptions,
  observer: Observer,
): Promise<Reading> {
  const reading = await readWhole(files, options, observer);
  const { panel } = reading;
  const hasValue = ({ values }: Series) => firstFiniteIndex(values) >= 0;
  const series = panel.series.filter(hasValue);
  if (series.length === 0 || series.length === panel.series.length) return reading;
  const lost = panel.series.filter((each) => !hasValue(each));
  const empty = positionsIn(lost, options.shard).map((i) => lost[i]!);
  if (empty.length === 0) return { ...reading, panel: { ...panel, series } };
  const named = empty.slice(0, NAMED).map(({ id, target }) => `"${id}" (${target})`);
  const more = empty.length > NAMED ? ` and ${empty.length - NAMED} more` : '';
  observer.say?.(missing(`left out for want of any value: series ${named.join(', ')}${more}`));
  return { ...reading, panel: { ...panel, series } };
}

/** The same with every series that the files name. */
export async function readWhole(
  files: readonly string[],
  options: ReadingOptions,
  observer: Observer,
): Promise<Reading> {
  observer.step?.(`reading ${files.join(', ')}`);
  const reading = await untilAborted(readPanel(files, options), observer.signal);
  for (const source of reading.sources) observer.say?.(info(describeSource(source)));
  for (const finding of reading.findings) {
    observer.say?.({ level: finding.level, text: describeFinding(finding) });
  }
  return reading;
}

/** The work's result, or the reason of the signal as soon as it comes. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** The sentence, with its place where it has one. */
export const describeFinding = ({ file, row, text }: Finding) =>
  row === null ? text : `${file === null ? '' : `${file}, `}line ${row}: ${text}`;

/** One line of what was understood: enough to notice that a guess went wrong. */
function describeSource(source: Reading['sources'][number]): string {
  const { file, rows, time, freq, columns } = source;
  const targets = columns.filter((column) => column.role === 'target').map(({ name }) => name);
  const span = time.first === null ? '' : `, ${time.first} to ${time.last}`;
  const axis = time.column === null ? 'rows numbered' : `time ${time.column} (${time.format})`;
  return `${file}: ${rows} rows, ${axis}, frequency ${freq ?? 'unknown'}${span}, target ${targets.join(', ')}`;
}
