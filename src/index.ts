// The library: what `import … from 'gatecast'` gives. docs/library.md shows it at work.

export type { Reading } from './data/inspection.js';
export type { Panel, Series } from './data/panel/panel.js';
export type { Finding, Guess, ReadingOptions } from './data/reading.js';
export { UserError } from './errors.js';
export { type BacktestResult, type BacktestSettings, backtest } from './library/backtest.js';
export { type ForecastRow, type ForecastSettings, forecast } from './library/forecast.js';
export { type CellValue, panelFromRows, readPanel } from './library/read.js';
export type { EngineChoice, ModelSettings } from './library/settings.js';
export {
  loadModel,
  saveModel,
  type TrainedModel,
  type TrainSettings,
  train,
} from './library/train.js';
export type { Observer } from './workflows/workflow.js';
