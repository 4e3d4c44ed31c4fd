import type { Panel } from '../data/panel/panel.js';
import { dataError } from '../errors.js';
import { inputNames } from '../networks/inputs.js';
import type { BatchSource } from '../training/training.js';
import { partsOf, prepareFit } from '../training/windows/fit-data.js';
import { windowSource } from '../training/windows/window-source.js';
import { type DiagnosticTask, WINDOW } from './diagnostic-task.js';

const DEFAULT_LOOKBACK = 60;
const EPOCHS = 10;

export interface PanelTaskRequest {
  /** Steps of a window; 60, or what a third of the longest series has. */
  readonly lookback: number | undefined;
  readonly batchSize: number;
}

/**
 * One step ahead from the values of the lookback alone, read row by row.
 * @throws UserError (exit 4) when no series is as long as the lookback needs, or none ever changes
 */
export function panelTask(panel: Panel, request: PanelTaskRequest): DiagnosticTask {
  const { batchSize } = request;
  const rows = Math.max(...panel.series.map(({ values }) => values.length));
  const steps = request.lookback ?? Math.max(2, Math.min(DEFAULT_LOOKBACK, Math.floor(rows / 3)));
  requireHistory(panel, rows, steps);
  const data = prepareFit(panel, partsOf(panel, 1, 0), {
    lookback: steps,
    horizon: 1,
    season: 1,
    normalizer: 'standard',
    scope: 'series',
    unit: 'deviation',
    calendar: false,
  });
  const source = (windows: typeof data.train) =>
    asWindows(windowSource(data.reader, data.features, windows, batchSize));
  return {
    title: `${panel.targets.join(', ')}, one step ahead from ${steps}`,
    steps,
    features: 1,
    outputs: 1,
    chance: null,
    epochs: EPOCHS,
    gatesOpen: false,
    training: source(data.train),
    validation: source(data.validation),
  };
}

function requireHistory(panel: Panel, rows: number, steps: number): void {
  if (rows <= steps + 2) {
    throw dataError(
      `the longest series has ${rows} rows, which is too few for windows of ${steps} and one step ahead`,
      `give --lookback ${Math.max(1, Math.floor(rows / 3))} or less, or a longer history`,
    );
  }
  const changes = panel.series.some(({ values }) => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.some((value) => value !== known[0]);
  });
  if (changes) return;
  throw dataError(
    `"${panel.targets.join('", "')}" never changes, so there is no error and no gradient to look at`,
    'check --target, or look at a built-in task with --task lag:50',
  );
}

const asWindows = (source: BatchSource): BatchSource => ({
  count: source.count,
  gather(positions) {
    const { size, inputs, targets } = source.gather(positions);
    return { size, targets, inputs: { [WINDOW]: inputs[inputNames.history]! } };
  },
});
