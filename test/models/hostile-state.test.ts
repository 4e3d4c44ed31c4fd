import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/errors.js';
import { models } from '../../src/models/index.js';
import type { Model } from '../../src/models/model.js';
import { defaultOptions } from '../../src/options.js';
import { decodeContainer, encodeContainer } from '../../src/store/container.js';
import { expectationsOf } from '../../src/store/expectations.js';
import { decodeModel, encodeModel } from '../../src/store/model-file.js';
import type { TypedArray } from '../../src/store/tree.js';
import { forecastSaved } from '../../src/workflows/predict.js';
import { panelOf, seriesOf, wavy } from './panels.js';

const engine = { name: 'wasm', threads: 1 };
const SEASON = 7;
const panel = panelOf(seriesOf(wavy(90, SEASON, 1), 'a'), seriesOf(wavy(80, SEASON, 2), 'b'));

/** All mutations with GATECAST_ALL_FAULTS; otherwise so many of each model, evenly spread. */
const SAMPLE = process.env.GATECAST_ALL_FAULTS ? Number.POSITIVE_INFINITY : 40;
/** Of processor time; honest ones take a few milliseconds. */
const MOST_MS = 3000;

type Json = unknown;
interface Mutation {
  readonly what: string;
  readonly header: Json;
  readonly arrays: readonly TypedArray[];
}

async function savedModel(model: Model): Promise<Uint8Array> {
  const options = { ...defaultOptions(model.options) };
  const short = { epochs: 1, hidden: 4, lookback: 14 };
  for (const [name, value] of Object.entries(short)) {
    if (Object.hasOwn(model.options, name)) options[name] = value;
  }
  const fitted = await model.fit(panel, {
    horizon: 3,
    season: SEASON,
    probabilities: [0.1, 0.9],
    validationSize: 12,
    seed: 1,
    options,
    engine,
  });
  return encodeModel({
    gatecast: '0.1.0',
    expects: expectationsOf(panel),
    reading: {},
    options: {},
    seed: 1,
    fitted,
    calibration: null,
  });
}

/** What a number, a text, a switch, a list or a mapping is replaced by. */
function replacements(value: Json): Json[] {
  const always = [null, 'x', -4, {}, []];
  switch (typeof value) {
    case 'number':
      return [...always, 0, 1.5, value + 1, 1e9, 1e300, { $number: 'NaN' }];
    case 'boolean':
      return [...always, !value];
    case 'string':
      return [...always, ''];
    default:
      return Array.isArray(value)
        ? [...always, value.slice(1), [...value, ...value], Array(10_000).fill(value[0] ?? 0)]
        : always;
  }
}

/** JSON in a text is data as well. */
function parsed(value: Json): Json {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return null;
  return JSON.parse(value);
}

/** Copies of a tree in each of which one place is another. */
function* mutationsOf(tree: Json, path = 'state'): Generator<readonly [string, Json]> {
  for (const other of replacements(tree))
    yield [`${path} = ${JSON.stringify(other).slice(0, 40)}`, other];
  const inner = parsed(tree);
  if (inner !== null) {
    for (const [what, other] of mutationsOf(inner, path)) yield [what, JSON.stringify(other)];
    let deep: Json = inner;
    for (let i = 0; i < 3000; i++) deep = [deep];
    yield [`${path} nested deep`, JSON.stringify(deep)];
  }
  if (typeof tree !== 'object' || tree === null || '$array' in tree) return;
  for (const [key, child] of Object.entries(tree)) {
    const put = (value: Json) =>
      Array.isArray(tree)
        ? tree.map((each, i) => (String(i) === key ? value : each))
        : { ...tree, [key]: value };
    for (const [what, other] of mutationsOf(child, `${path}.${key}`)) yield [what, put(other)];
    if (Array.isArray(tree)) continue;
    const { [key]: _gone, ...rest } = tree as Record<string, Json>;
    yield [`${path} without ${key}`, rest];
  }
}

interface Header {
  readonly model: { readonly fitted: Record<string, Json> };
}

function mutationsOfFile(bytes: Uint8Array): Mutation[] {
  const container = decodeContainer(bytes);
  if (typeof container === 'string') throw new Error(container);
  const { arrays } = container;
  const header = container.header as Header;
  const withFitted = (fitted: Json): Json => ({ ...header, model: { ...header.model, fitted } });
  const { training: _training, model: _model, ...fitted } = header.model.fitted;
  const all: Mutation[] = [];
  for (const [what, other] of mutationsOf(fitted, 'fitted')) {
    const kept = typeof other === 'object' && !Array.isArray(other) ? other : { state: other };
    all.push({ what, header: withFitted({ ...header.model.fitted, ...kept }), arrays });
  }
  const same = withFitted(header.model.fitted);
  for (const [i, array] of arrays.entries()) {
    const put = (what: string, other: TypedArray) =>
      all.push({ what: `array ${i} ${what}`, header: same, arrays: arrays.with(i, other) });
    put('full of NaN', array.slice().fill(Number.NaN));
    put('full of Infinity', array.slice().fill(Number.POSITIVE_INFINITY));
    put('full of 1e30', array.slice().fill(1e30));
    put('empty', array.slice(0, 0));
    put('one short', array.slice(1));
    put('of whole numbers', new Int32Array(array.length));
    put('of another precision', Float64Array.from(array));
  }
  return all;
}

/** Null where a mutated model is refused as a model or forecasts numbers. */
async function failureOf(model: Model, { what, header, arrays }: Mutation): Promise<string | null> {
  const start = process.cpuUsage();
  try {
    const { fitted } = decodeModel(encodeContainer({ version: 1, header, arrays }), 'm');
    const request = { model, options: {}, label: model.name };
    await forecastSaved('m', panel, { request, fitted, calibration: null }, [], engine);
  } catch (error) {
    if (exitCodeOf(error) !== 5) return `${what}: ${error instanceof Error ? error.stack : error}`;
  }
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  return ms > MOST_MS ? `${what}: took ${Math.round(ms)} ms` : null;
}

describe.each(models.entries.map((model) => [model.name, model] as const))(
  'a model file of %s with a right checksum and any other contents',
  (_, model) => {
    it('is refused as a model or forecasts numbers, and soon', async () => {
      const all = mutationsOfFile(await savedModel(model));
      const stride = Math.max(1, all.length / SAMPLE);
      const failures: string[] = [];
      for (let at = 0; at < all.length; at += stride) {
        const failure = await failureOf(model, all[Math.floor(at)]!);
        if (failure !== null) failures.push(failure);
      }
      expect(all.length).toBeGreaterThan(40);
      expect(failures).toEqual([]);
    });
  },
);
