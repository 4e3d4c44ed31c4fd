import type { Panel } from '../data/panel.js';
import type { Reading, ReadingOptions } from '../data/reading.js';
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
  return { reading, panel: asTrained(expects, reading.panel) };
}
