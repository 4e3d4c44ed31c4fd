import type { Frequency } from '../../data/calendar/frequency.js';
import type { Backtest, BacktestResult } from '../../evaluation/backtest.js';
import { bandCoverage } from '../../evaluation/verdicts/band-coverage.js';
import type { Comparison } from '../../evaluation/verdicts/comparisons.js';
import { boundsIndex, levelsOf } from '../../metrics/levels.js';
import { models } from '../../models/index.js';
import { type NumberFormat, sentenceFormat } from '../../render/number-format.js';
import { decimalExponent } from '../../render/plain-decimal.js';
import type { Figure } from '../../render/report.js';
import type { Results, SeriesForecast } from '../results.js';
import { lastSeasonPhrase, stepsPhrase } from './steps-phrase.js';

/** What the results come to, for who reads no further. */
export interface Answer {
  readonly sentences: readonly string[];
  /** The first step, the highest and the lowest, each with its band. */
  readonly figures: readonly Figure[];
}

const nothing: Answer = { sentences: [], figures: [] };

/**
 * The forecast in a sentence, how far off it usually is (the mean absolute error of the backtest), what it is
 * worth beside the better baseline, and what its narrowest band held. Of several models asked for, the
 * one with the least error speaks; nothing where there is no forecast.
 */
export function answerOf(results: Results): Answer {
  const { panel, forecasts, backtest } = results;
  if (!panel || forecasts.length === 0) return nothing;
  const model = speaker(results);
  const own = forecasts.filter((each) => each.model === model);
  const tested = backtest?.results.find((result) => result.model === model);
  const miss = backtest && tested && own.length === 1 ? meanMiss(backtest, tested) : Number.NaN;
  const format = plainFormat(own, miss);
  const trust =
    backtest && tested ? trustSentences(results, backtest, tested, format(miss), miss) : [];
  const band = backtest && tested ? heldSentence(backtest, tested) : null;
  const bands = own.some((each) => boundsOf(each) !== null)
    ? [band]
    : [levelsAsked(own) ? 'No band of errors can be given: too few rows to measure one.' : null];
  return {
    sentences: [
      spanSentence(results, own, format),
      ...trust,
      ...bands.filter((sentence) => sentence !== null),
    ],
    figures: own.length === 1 ? figuresOf(own[0]!, results.formatTime, format) : [],
  };
}

/** The answer as lines for a terminal: its sentences, then its numbers. */
export function answerLines(results: Results): string[] {
  const { sentences, figures } = answerOf(results);
  const numbers = figures.map(({ label, value }) => `${label}: ${value}`).join(' · ');
  return [sentences.join(' '), numbers].filter((line) => line !== '');
}

/** Of several models asked for, the one with the least error. */
function speaker({ forecasts, comparisons }: Results): string {
  const names = [...new Set(forecasts.map(({ model }) => model))];
  // The model that the others are compared with is not among them: it has skill 0.
  const skill = (name: string) => comparisons.find(({ model }) => model === name)?.skill ?? 0;
  return names.reduce((best, name) => (skill(name) > skill(best) ? name : best));
}

function spanSentence(
  { forecasts, panel, backtest }: Results,
  own: readonly SeriesForecast[],
  format: NumberFormat,
): string {
  const names = new Set(forecasts.map(({ model }) => model)).size;
  const [{ model, times }] = own as [SeriesForecast];
  const points = own.flatMap(({ forecast }) => [...forecast.point]).filter(Number.isFinite);
  const low = format(least(points));
  const high = format(-least(points.map((point) => -point)));
  const middle = format(points.reduce((sum, point) => sum + point, 0) / points.length);
  const next =
    times.length === 1
      ? `Next ${stepsPhrase(1, panel!.frequency).replace(/^1 /, '')}`
      : `Next ${stepsPhrase(times.length, panel!.frequency)}`;
  const who =
    names === 1 ? '' : ` by ${model}${backtest ? `, the best of ${names} models here` : ''}`;
  const of = own.length === 1 ? '' : ` of ${own.length} series`;
  const span = low === high ? low : `${low} to ${high}`;
  const around = low === high || own.length > 1 ? '' : `, around ${middle}`;
  return `${next}${of}${who}: ${span}${around}.`;
}

/** How far off it usually is, and what it is worth beside the better baseline. */
function trustSentences(
  { comparisons, panel }: Results,
  backtest: Backtest,
  { model }: BacktestResult,
  miss: string,
  known: number,
): string[] {
  const off = Number.isFinite(known) ? [`Usually right to ±${miss}`] : [];
  const comparison = comparisons.find((each) => each.model === model);
  const worth = comparison ? [worthOf(comparison, backtest.season, panel!.frequency)] : [];
  const text = [...off, ...worth].join('; ');
  return text === '' ? [] : [`${text[0]!.toUpperCase()}${text.slice(1)}.`];
}

function worthOf(
  { against, skill, pValue, verdict }: Comparison,
  season: number,
  frequency: Frequency,
): string {
  const entry = models.has(against) ? models.get(against) : null;
  const other = entry?.inWords?.(lastSeasonPhrase(season, frequency)) ?? against;
  if (!Number.isFinite(skill)) return `${other} made no error at all: --model ${against} does that`;
  const share = Math.round(100 * Math.abs(skill));
  if (share === 0) return `no better than ${other}`;
  const size = `${share} % ${skill > 0 ? 'better' : 'worse'} than ${other}`;
  if (verdict === 'better') return `${size} (not by chance)`;
  if (verdict === 'worse') return `${size}: --model ${against} does that`;
  if (pValue === null) return `${size}, in too few tests to tell chance from skill`;
  return `${size}, which may be chance`;
}

/** "The 80 % band held 77 %." */
function heldSentence(backtest: Backtest, result: BacktestResult): string | null {
  const [narrowest] = bandCoverage(backtest, result);
  if (!narrowest) return null;
  const { level, held, verdict } = narrowest;
  const judged = verdict === 'as promised' ? '' : `: ${verdict}`;
  return `The ${level} % band held ${Math.round(100 * held)} %${judged}.`;
}

function meanMiss({ actual }: Backtest, { point }: BacktestResult): number {
  let sum = 0;
  let known = 0;
  for (let at = 0; at < actual.length; at++) {
    const miss = Math.abs(actual[at]! - point[at]!);
    if (Number.isNaN(miss)) continue;
    sum += miss;
    known += 1;
  }
  return sum / known;
}

function figuresOf(
  result: SeriesForecast,
  formatTime: Results['formatTime'],
  format: NumberFormat,
): Figure[] {
  const { times, forecast } = result;
  const { point } = forecast;
  if (point.length < 3) return [];
  const places = [...point.keys()].filter((step) => Number.isFinite(point[step]!));
  const best = (sign: number) =>
    places.reduce((a, b) => (sign * point[b]! > sign * point[a]! ? b : a), places[0] ?? 0);
  const bounds = boundsOf(result);
  const value = (step: number) => {
    const low = bounds?.low[step];
    const high = bounds?.high[step];
    const known = low !== undefined && high !== undefined && Number.isFinite(low + high);
    return `${format(point[step]!)}${known ? ` (${format(low)} to ${format(high)})` : ''}`;
  };
  const figure = (name: string, step: number): Figure => ({
    label: `${name}, ${formatTime(times[step]!)}`,
    value: value(step),
  });
  return [figure('first', 0), figure('highest', best(1)), figure('lowest', best(-1))];
}

/** Bounds of the narrowest level; null where none is known. */
function boundsOf({ probabilities, forecast }: SeriesForecast) {
  for (const level of levelsOf(probabilities)) {
    const places = boundsIndex(probabilities, level);
    const low = places && forecast.quantiles[places.low];
    const high = places && forecast.quantiles[places.high];
    if (low?.some(Number.isFinite) && high) return { low, high };
  }
  return null;
}

const levelsAsked = (forecasts: readonly SeriesForecast[]) =>
  forecasts.some(({ probabilities }) => levelsOf(probabilities).length > 0);

/** As few digits as show the spread of the forecasts and the size of an error. */
function plainFormat(forecasts: readonly SeriesForecast[], miss: number): NumberFormat {
  const points = forecasts.flatMap(({ forecast }) => [...forecast.point]).filter(Number.isFinite);
  const spread = Math.max(-least(points.map((each) => -each)) - least(points), miss || 0);
  const largest = -least(points.map((each) => -Math.abs(each)));
  const digits = spread > 0 ? 1 + decimalExponent(largest) - decimalExponent(spread) : 4;
  return sentenceFormat(largest, Math.min(8, Math.max(2, digits)));
}

const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
