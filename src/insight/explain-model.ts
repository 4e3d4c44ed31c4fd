import type { Panel, Series } from '../data/panel/panel.js';
import { truncatePanel } from '../data/panel/splits.js';
import type { EngineSettings } from '../engines/engine.js';
import type { Fitted, Model } from '../models/model.js';
import { readState } from '../models/neural/state.js';
import { type Attribution, incompleteness } from './attribution.js';
import { averageAttribution } from './average-attribution.js';
import { integratedGradients } from './integrated-gradients.js';
import { occlusion } from './occlusion.js';

/** What a model's forecasts rest on. */
export interface Explanation {
  /** The finer one first. */
  readonly attributions: readonly Attribution[];
  readonly remarks: readonly string[];
}

export interface ExplanationRequest {
  readonly model: Model;
  readonly fitted: Fitted;
  /** Of one series. */
  readonly panel: Panel;
  /** Rows left out at the end, one number a cutoff. */
  readonly cutoffs: readonly number[];
  readonly engine: EngineSettings;
}

/** Rows to look at where a model has no lookback of its own, in seasons and at least. */
const SEASONS = 2;
const LEAST_ROWS = 30;

/** Integrated gradients where there are gradients, and occlusion; of several cutoffs, their means. */
export async function explainModel(request: ExplanationRequest): Promise<Explanation> {
  const { model, fitted, panel, cutoffs, engine } = request;
  const neural = model.family === 'neural';
  const lookback = neural ? readState(fitted).plan.lookback : rowsToLookAt(fitted);
  const byGradients: Attribution[] = [];
  const byOcclusion: Attribution[] = [];
  for (const back of cutoffs) {
    const known = truncatePanel(panel, [panel.series[0]!.values.length - back]);
    if (neural) byGradients.push(await integratedGradients(fitted, known, engine));
    byOcclusion.push(await occlusion(model, fitted, known, lookback, engine));
  }
  const methods = [byGradients, byOcclusion].filter((each) => each.length > 0);
  return {
    attributions: methods.map((each) => (each.length === 1 ? each[0]! : averageAttribution(each))),
    remarks: [
      ...remarksOn(model, fitted, byGradients),
      ...remarksOnSeries(panel.series[0]!, Math.max(...cutoffs), lookback),
    ],
  };
}

const rowsToLookAt = ({ season }: Fitted) => Math.max(LEAST_ROWS, SEASONS * season);

function remarksOn(model: Model, fitted: Fitted, byGradients: readonly Attribution[]): string[] {
  if (model.family !== 'neural') {
    const why =
      model.family === 'hybrid'
        ? 'prepares its rows before its network sees them'
        : 'has no gradients';
    return [`${model.name} ${why}: its rows were hidden one after the other (occlusion)`];
  }
  const { members, recursive } = readState(fitted);
  const missing = `${(100 * Math.max(...byGradients.map(incompleteness))).toFixed(2)} %`;
  return [
    `contributions add up to forecast minus baseline within ${missing}`,
    ...(byGradients.length > 1
      ? [`sizes of the contributions, up or down, are averaged over ${byGradients.length} cutoffs`]
      : []),
    ...(members.length > 1 ? [`of ${members.length} networks the first is explained`] : []),
    ...(recursive ? ['the model forecasts step by step: the first step is explained'] : []),
  ];
}

/** Where a series has little to rest on. */
function remarksOnSeries({ values }: Series, back: number, lookback: number): string[] {
  const known = values.filter((value) => !Number.isNaN(value));
  const rows = values.length - back;
  return [
    ...(rows < lookback
      ? [
          `${rows} rows before the cutoff are fewer than the ${lookback} looked at: those before the first are filled in`,
        ]
      : []),
    ...(known.every((value) => value === known[0])
      ? ['the series never changes, so no row moves the forecast']
      : []),
  ];
}
