import type { Panel, Series } from '../../data/panel/panel.js';
import { formatTime, futureTimes } from '../../data/panel/steps.js';
import type { ReadingOptions } from '../../data/reading.js';
import { dataError, usageError } from '../../errors.js';
import { readData } from '../read.js';
import type { Observer } from '../workflow.js';

/** Files of what is planned, and how the history was read. */
export interface FuturePlan {
  readonly file: string;
  readonly reading: ReadingOptions;
  /** Steps that are forecast. */
  readonly horizon: number;
}

/**
 * The panel with its known-future covariates as a plan says: a file with the time (and the id) of the
 * history and some of those columns. Rows of the plan win over what the history's file says of them.
 * @throws UserError (exit 2) for a model without such covariates, (exit 4) for a plan without one of the
 *   rows to forecast
 */
export async function withFutureFile(
  panel: Panel,
  { file, reading, horizon }: FuturePlan,
  observer: Observer,
): Promise<Panel> {
  const { future: asked = [] } = reading;
  const planned = asked.filter((name) => panel.futureNames.includes(name));
  if (planned.length === 0) {
    throw usageError(
      `--future-file ${file}: the model looks at no column that is known in the future`,
      'train it with --future COL for each column of the plan',
    );
  }
  const {
    past: _past,
    static: _static,
    calendar: _calendar,
    holidays: _holidays,
    ...rest
  } = reading;
  const { panel: plan } = await readData(
    [file],
    { ...rest, target: planned, future: [], fill: 'none' },
    { ...observer, say: () => {} },
  );
  return {
    ...panel,
    series: panel.series.map((series) => withPlan(panel, series, plan, planned, { file, horizon })),
  };
}

function withPlan(
  panel: Panel,
  series: Series,
  plan: Panel,
  planned: readonly string[],
  { file, horizon }: Pick<FuturePlan, 'file' | 'horizon'>,
): Series {
  const rows = series.values.length;
  const length = Math.max(series.times.length, rows + horizon);
  const times = new Float64Array(length);
  times.set(series.times);
  times.set(futureTimes(panel, series, length - rows), rows);
  const future = panel.futureNames.map((name, i) => {
    const column = new Float64Array(length).fill(Number.NaN);
    column.set(series.future[i]!.subarray(0, length));
    if (!planned.includes(name)) return column;
    const own = plan.series.find(
      (each) => each.target === name && (panel.idColumn === null || each.id === series.id),
    );
    const values = new Map(Array.from(own?.values ?? [], (value, t) => [own!.times[t]!, value]));
    for (let t = 0; t < rows + horizon; t++) {
      const value = values.get(times[t]!);
      if (value !== undefined && !Number.isNaN(value)) column[t] = value;
      else if (t >= rows) throw missing(panel, series, times[t]!, name, file);
    }
    return column;
  });
  return { ...series, times, future };
}

function missing(panel: Panel, series: Series, time: number, name: string, file: string) {
  const text = formatTime(panel.timeFormat, time, panel.zone);
  const whose = panel.idColumn === null ? '' : ` for "${series.id}"`;
  return dataError(
    `${file} has no "${name}"${whose} at ${text}, a row that is to be forecast`,
    'give one row for each step after the history, or ask for a shorter --horizon',
  );
}
