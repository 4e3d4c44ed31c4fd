import type { Reading } from '../../data/inspection.js';
import { formatTime } from '../../data/panel/steps.js';
import type { Results } from '../../tables/results.js';

/** The results of a run that has done nothing yet. */
export const noResults: Results = {
  panel: null,
  inspection: null,
  forecasts: [],
  backtest: null,
  asked: [],
  scores: null,
  track: null,
  comparisons: [],
  training: [],
  costs: [],
  diagnoses: [],
  attributions: [],
  formatTime: String,
};

/** The results of a run that has read data and done nothing else yet. */
export function readingResults(reading: Reading): Results {
  const { panel } = reading;
  return {
    ...noResults,
    panel,
    inspection: { ...reading, problem: null },
    formatTime: (time) => formatTime(panel.timeFormat, time, panel.zone),
  };
}

/** The files that a reading is of, as a report names them. */
export const sourceNames = ({ sources }: Pick<Reading, 'sources'>) =>
  sources.map(({ file }) => file).join(', ');
