import type { Panel } from '../data/panel/panel.js';
import type { EngineSettings } from '../engines/engine.js';
import type { Fitted } from '../models/model.js';
import type { Diagnosis } from './diagnose.js';
import { effectiveMemory, memorySentence } from './memory.js';
import { type ModelFlow, modelFlow } from './model-flow.js';

/**
 * What is to be seen inside a trained model: how far back its gradients reach and how open its gates are,
 * over windows of one series whose answers are known.
 *
 * @param label - what tables and charts call it
 * @returns null where the model has no recurrent layer
 */
export async function diagnoseModel(
  label: string,
  fitted: Fitted,
  panel: Panel,
  engine: EngineSettings,
): Promise<Diagnosis | null> {
  const seen = await modelFlow(fitted, panel, engine);
  if (!seen) return null;
  const { training } = fitted;
  const best = training?.history.find(({ epoch }) => epoch === training.bestEpoch);
  const memory = effectiveMemory(seen.flow.norms);
  return {
    cell: label,
    parameters: training?.parameters ?? 0,
    loss: { start: null, end: best?.validationLoss ?? null },
    chance: null,
    start: null,
    end: seen.flow,
    memory: { start: null, end: memory },
    gradientNorms: [],
    clipped: null,
    verdict: `${label}: ${memorySentence(memory)}${circumstances(seen)}`,
  };
}

function circumstances({ rowsPerStep, layers, reached }: ModelFlow): string {
  return [
    rowsPerStep > 1 ? `each step reads ${rowsPerStep} rows` : '',
    layers > 1 ? `of ${layers} recurrent layers the last is shown` : '',
    reached
      ? ''
      : 'training has not connected the state with the forecast, so the gradient starts as ones',
  ]
    .filter((text) => text !== '')
    .map((text) => `; ${text}`)
    .join('');
}
