import { firstFiniteIndex, lastFiniteIndex, requireHistory } from '../../data/panel/history.js';
import type { Panel } from '../../data/panel/panel.js';
import { dataError, UserError } from '../../errors.js';
import { defaultOptions, type OptionValues } from '../../options.js';
import { createRandom } from '../../random.js';
import { untrainedRecord } from '../closed-form.js';
import { flattened, inPercent, isNetwork, LINE } from '../composition.js';
import type { FitContext, Fitted, Forecast, Model, TrainingRecord } from '../model.js';
import { refitOnAllRows } from '../refit.js';
import { judge, planJudging } from './judging.js';
import type { Candidate } from './members.js';
import { type Member, readMembers, writeMembers } from './state.js';
import { chooseShares } from './weights.js';

/** Rows that models which learn across series are given: of more, a seeded sample of the series. */
const LEARNING_ROWS = 200_000;

/** A candidate with its registry entry. */
export interface Contender {
  readonly candidate: Candidate;
  readonly model: Model;
}

interface Contested extends Contender {
  readonly fitted: Fitted;
  readonly forecasts: readonly Forecast[]; // (origins of the judging)
}

/**
 * Fits every candidate once (of a combination that was tested: its members, whose shares stay), lets all forecast several cutoffs of the validation part, and keeps the few
 * whose weighted mean is best there. A candidate that fails is left out and named.
 * @throws UserError (exit 4) when none is left
 */
export async function fitAuto(
  contenders: readonly Contender[],
  panel: Panel,
  context: FitContext,
): Promise<Fitted> {
  if (panel.series.every(({ values }) => lastFiniteIndex(values) < 0)) {
    requireHistory(panel.series[0]!, 'auto');
  }
  const notes: string[] = [];
  const contested: Contested[] = [];
  const kept = testedShares(context);
  const plan = planJudging(panel, context);
  const sample = learningSample(panel, context.seed);
  for (const contender of contenders) {
    const { model, candidate } = contender;
    if (kept ? !kept.has(model.name) : tooLarge(panel, candidate)) continue;
    try {
      const fitted = await model.fit(sample, memberContext(model, context));
      const forecasts = await model.forecast(fitted, kept ? panel : plan.known, context.engine);
      if (!forecasts.every(({ point }) => point.every(Number.isFinite))) {
        throw dataError('its forecasts are no numbers', 'leave it out');
      }
      contested.push({ ...contender, fitted, forecasts });
    } catch (error) {
      // A setting that cannot be is for the user to mend.
      if (!(error instanceof UserError) || error.exitCode === 2) throw error;
      notes.push(`without ${candidate.name}: ${error.message}`);
    }
  }
  if (contested.length === 0) {
    throw dataError(
      `auto cannot be trained: ${notes[0] ?? 'no model is left to combine'}`,
      'give a longer history, or name one --model',
    );
  }
  const shares = kept
    ? inProportion(contested, kept)
    : chooseShares(
        judge(
          panel,
          plan,
          contested.map(({ forecasts }) => forecasts),
          context,
        ),
        contested.map(({ candidate }) => candidate.prior ?? 1),
        [...contested.keys()].filter((m) => isBaseline(contested[m]!, context)),
      );
  return combined(panel, context, contested, shares, notes);
}

/** Whether a candidate repeats what was; without a season, one of them is the other. */
const isBaseline = ({ model }: Contender, { season }: FitContext) =>
  model.control && !(model.needsSeason && season === 1);

/** The same combination, its members fitted again on all rows where that is better for them. */
export async function refitMembers(
  fitted: Fitted,
  panel: Panel,
  context: FitContext,
  modelOf: (member: Fitted) => Model,
): Promise<Fitted> {
  const sample = learningSample(panel, context.seed);
  const members: Member[] = [];
  for (const member of readMembers(fitted)) {
    const model = modelOf(member.fitted);
    const own = memberContext(model, context);
    members.push({ ...member, fitted: await refitOnAllRows(model, member.fitted, sample, own) });
  }
  return { ...fitted, state: writeMembers(members) };
}

/** Shares of the members of a combination that was tested; null where there was none. */
function testedShares({ tested }: FitContext): ReadonlyMap<string, number> | null {
  if (!tested) return null;
  return new Map(readMembers(tested).map(({ fitted, share }) => [fitted.model, share]));
}

/** The shares that members had; what had one and failed is divided among the others. */
function inProportion(members: readonly Contested[], of: ReadonlyMap<string, number>): number[] {
  const own = members.map(({ model }) => of.get(model.name) ?? 0);
  const total = own.reduce((sum, share) => sum + share, 0);
  return own.map((share) => share / total);
}

/** Whether a candidate would take more time than it is worth. */
function tooLarge({ series }: Panel, { mostSeries, mostRows }: Candidate): boolean {
  if (series.length > (mostSeries ?? Number.POSITIVE_INFINITY)) return true;
  return series.some(({ values }) => values.length > (mostRows ?? Number.POSITIVE_INFINITY));
}

/** The model's own part of the options, and its own earlier fit. */
export function memberContext(model: Model, context: FitContext): FitContext {
  const { warm, tested, options, ...rest } = context;
  const memberOf = (of: Fitted | undefined) =>
    of && readMembers(of).find(({ fitted }) => fitted.model === model.name);
  const earlier = memberOf(warm);
  return {
    ...rest,
    options: { ...memberOptions(model, options), ...partOfLine(memberOf(tested), options) },
    ...(earlier && model.warmStarts ? { warm: earlier.fitted } : {}),
  };
}

/** A network that was tested learns to correct as much of its closed form as it did then. */
function partOfLine(tested: Member | undefined, given: OptionValues): OptionValues {
  const share = tested?.fitted.training?.options['skip-share'];
  return typeof share === 'number' && (given['skip-share'] ?? null) === null
    ? { 'skip-share': share }
    : {};
}

function memberOptions(model: Model, given: OptionValues): OptionValues {
  const own = defaultOptions(model.options);
  const shared = Object.keys(own).filter((name) => given[name] !== undefined);
  return { ...own, ...Object.fromEntries(shared.map((name) => [name, given[name]!])) };
}

/** All series, or so many of them, by the seed, that they have as many rows as are learned from. */
export function learningSample(panel: Panel, seed: number): Panel {
  const rows = panel.series.reduce((sum, { values }) => sum + values.length, 0);
  if (rows <= LEARNING_ROWS) return panel;
  const count = Math.max(1, Math.floor((panel.series.length * LEARNING_ROWS) / rows));
  const order = createRandom(seed)
    .fork('series to learn from')
    .shuffle(Int32Array.from(panel.series.keys()));
  const chosen = [...order.subarray(0, count)].sort((a, b) => a - b);
  return { ...panel, series: chosen.map((s) => panel.series[s]!) };
}

function combined(
  panel: Panel,
  { horizon, season, probabilities, options }: FitContext,
  contested: readonly Contested[],
  shares: readonly number[],
  notes: readonly string[],
): Fitted {
  const kept = contested
    .map((each, m) => ({ ...each, share: shares[m]! }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const members = kept.map(
    ({ fitted, share }): Member => ({ fitted, share, leastRows: leastRows(panel, fitted) }),
  );
  const composition = flattened(
    kept.map(({ model, fitted, share }) => ({ model, share, training: fitted.training })),
  );
  const words = new Map([
    [LINE, 'a weighted average of earlier rows'],
    ...kept.map(({ model, candidate }) => [model.name, candidate.words] as const),
  ]);
  const network = kept.find(({ model, fitted }) => isNetwork(model.family, fitted.training));
  const record: TrainingRecord = {
    ...(network?.fitted.training ?? untrainedRecord({ options, notes: [] })),
    parameters: kept.reduce((sum, { fitted }) => sum + (fitted.training?.parameters ?? 0), 0),
    options,
    notes: [
      composition
        .map(({ model, share }) => `${inPercent(share)} ${words.get(model) ?? model}`)
        .join(', '),
      ...kept.flatMap(({ candidate, fitted }) =>
        (fitted.training?.notes ?? []).map((note) => `its ${candidate.name}: ${note}`),
      ),
      ...notes,
    ],
    composition,
  };
  const { skipped: _skipped, ...training } = record;
  return {
    model: 'auto',
    horizon,
    season,
    probabilities,
    state: writeMembers(members),
    training,
  };
}

/** Rows of the shortest series that the model was trained on; 0 where it was on all of them. */
function leastRows(panel: Panel, { training }: Fitted): number {
  const skipped = new Set(training?.skipped ?? []);
  if (skipped.size === 0) return 0;
  const trained = panel.series.filter(({ id }) => !skipped.has(id));
  return Math.min(
    ...trained.map(({ values }) => values.length - Math.max(0, firstFiniteIndex(values))),
  );
}
