import type { Reading } from '../data/inspection.js';
import type { Panel } from '../data/panel/panel.js';
import type { ReadingOptions } from '../data/reading.js';
import { warning } from '../message.js';
import type { Fitted } from '../models/model.js';
import { asTrained, checkAgainst, columnProblem, readingFor } from '../store/expectations.js';
import type { ModelDocument } from '../store/model-document.js';
import { readData } from './read.js';
import type { Observer } from './workflow.js';

/**
 * Reads files as a saved model was trained to; the flags of this run win.
 * @throws UserError (exit 4) when the data lack what the model needs
 */
export async function readForModel(
  { fitted, expects, reading: saved }: ModelDocument,
  files: readonly string[],
  given: ReadingOptions,
  observer: Observer,
): Promise<{ readonly reading: Reading; readonly panel: Panel }> {
  const options = readingFor(expects, { ...saved, ahead: fitted.horizon }, given);
  const reading = await readData(files, options, observer).catch((error: unknown) => {
    throw columnProblem(error, given);
  });
  checkAgainst(expects, reading.panel);
  const panel = asTrained(expects, reading.panel);
  const short = shortHistories(fitted, panel);
  if (short !== null) observer.say?.(warning(short));
  return { reading, panel };
}

/** What to say of series with fewer values than the model looks back, or null. */
function shortHistories({ model, training }: Fitted, { series }: Panel): string | null {
  const lookback = training?.options.lookback;
  if (typeof lookback !== 'number') return null;
  const [first, ...others] = series.filter(({ values }) => values.length < lookback);
  if (!first) return null;
  const more = others.length > 0 ? ` (and ${others.length} more series)` : '';
  return `series "${first.id}"${more} has ${first.values.length} rows, fewer than the ${lookback} that ${model} looks back: the first value stands in for those before`;
}
