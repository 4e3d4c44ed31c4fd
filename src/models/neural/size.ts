import type { NetworkFamily } from '../../networks/network.js';
import type { OptionValues } from '../../options.js';

/** Windows below which a network of the full width would mostly learn them by heart. */
const FEW_WINDOWS = 600;
const VERY_FEW_WINDOWS = 150;
/** Windows from which on twice the width still learns more than noise. */
const MANY_WINDOWS = 50_000;
/** Multiply-adds that a default training may take: some seconds on one core. */
const WORK = 1e11;
/** Not fewer epochs than this, however much they take … */
const FEWEST_EPOCHS = 8;
/** … but half of them where each is long enough that they still are this many steps. */
const ENOUGH_STEPS = 900;
const MOST_EPOCHS = 60;

/** What "decide from the data" decides. */
export interface NeuralSize {
  readonly hidden: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly patience: number;
  /** A sentence for the user when the data are few. */
  readonly note: string | null;
}

/**
 * Width, batch and epochs for a number of training windows.
 * @param steps - that the network takes over one window
 */
export function decideSize(
  family: NetworkFamily,
  options: OptionValues,
  windows: number,
  steps: number,
): NeuralSize {
  const hidden = option(options, 'hidden') ?? fittingWidth(family, windows);
  const batchSize = option(options, 'batch-size') ?? fittingBatch(windows);
  // Three gates, forward and twice backward, on input and state.
  const visit = 9 * steps * hidden * (hidden + 8);
  const affordable = Math.floor(WORK / (visit * Math.max(1, windows)));
  const fewest = Math.ceil(ENOUGH_STEPS / Math.max(1, windows / batchSize));
  const least = Math.min(FEWEST_EPOCHS, Math.max(FEWEST_EPOCHS / 2, fewest));
  const epochs = option(options, 'epochs') ?? Math.max(least, Math.min(MOST_EPOCHS, affordable));
  const patience = option(options, 'patience') ?? Math.max(3, Math.ceil(epochs / 4));
  const reduced = options.hidden === null && hidden < family.defaults.hidden;
  const note = reduced
    ? `few training windows (${windows}): ${hidden} hidden units instead of ${family.defaults.hidden}`
    : null;
  return { hidden, batchSize, epochs, patience, note };
}

const option = (options: OptionValues, name: string) => {
  const value = options[name];
  return typeof value === 'number' ? value : null;
};

function fittingWidth(family: NetworkFamily, windows: number): number {
  const { hidden } = family.defaults;
  if (windows < VERY_FEW_WINDOWS) return Math.max(4, Math.round(hidden / 4));
  if (windows < FEW_WINDOWS) return Math.max(8, Math.round(hidden / 2));
  return windows < MANY_WINDOWS ? hidden : 2 * hidden;
}

function fittingBatch(windows: number): number {
  if (windows < 1000) return 16;
  if (windows < 10_000) return 32;
  return windows < 50_000 ? 64 : 256;
}
