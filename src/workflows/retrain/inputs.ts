import { createHash, type Hash } from 'node:crypto';
import type { Panel } from '../../data/panel/panel.js';
import { expectationsOf } from '../../store/expectations.js';
import type { Modelling } from '../modelling.js';
import type { RetrainJob } from './job.js';

/** Hash of what makes the model besides the data: its settings and the columns they apply to. */
export function recipeHash(
  { horizon, season, seed, probabilities, requests }: Modelling,
  panel: Panel,
) {
  const { series: _series, ...columns } = expectationsOf(panel);
  const models = requests.map(({ model, options }) => ({ model: model.name, options }));
  return digest((hash) => addJson(hash, { horizon, season, seed, probabilities, models, columns }));
}

/** Hash of all that the run's result is a function of: recipe, data, plan, gates and program version. */
export function inputsHash(job: RetrainJob, recipe: string, panel: Panel): string {
  const { plan, gates, warm, version } = job;
  return digest((hash) => {
    addJson(hash, { recipe, plan, gates, warm, version });
    for (const { id, target, times, values, past, future, statics } of panel.series) {
      addJson(hash, { id, target, statics, rows: values.length, known: times.length });
      for (const column of [times, values, ...past, ...future]) addFloats(hash, column);
    }
  });
}

function digest(fill: (hash: Hash) => void): string {
  const hash = createHash('sha256');
  fill(hash);
  return hash.digest('hex');
}

const addJson = (hash: Hash, value: unknown) => hash.update(`${JSON.stringify(value)}\n`);

const addFloats = (hash: Hash, { buffer, byteOffset, byteLength }: Float64Array) =>
  hash.update(new Uint8Array(buffer, byteOffset, byteLength));
