import { usageError } from '../errors.js';
import { createRandom } from '../random.js';
import type { BatchSource } from '../training/training.js';
import { type DiagnosticTask, WINDOW } from './diagnostic-task.js';
import { tasks } from './tasks/index.js';
import type { Task } from './tasks/task.js';

/** More than any training sees: no window comes twice. */
const TRAINING_WINDOWS = 48_000;
const VALIDATION_WINDOWS = 512;
const DEFAULT_DISTANCE = 50;
const LONGEST_DISTANCE = 100_000;
/** Beyond this distance a cell that can learn takes longer to find out how. */
const FAR = 100;
const FAR_EPOCHS = 30;
const EPOCHS = 10;

/**
 * The task that `name` or `name:K` asks for; its windows come from the seed and are made when read.
 * @throws UserError (exit 2) for an unknown task or a distance that is not a whole number
 */
export function namedTask(request: string, seed: number): DiagnosticTask {
  const [name = '', length] = request.split(':', 2);
  const task = tasks.get(name);
  const distance = length === undefined ? DEFAULT_DISTANCE : Number(length);
  if (!Number.isInteger(distance) || distance < 1 || distance > LONGEST_DISTANCE) {
    throw usageError(
      `--task ${request}: "${length}" is not a distance`,
      `give a whole number of steps from 1 to ${LONGEST_DISTANCE}, e.g. --task ${name}:50`,
    );
  }
  const { features, outputs, chance } = task;
  const source = (purpose: string, count: number) =>
    taskSource(task, distance, createRandom(seed).fork(purpose).next(), count);
  return {
    title: `task ${name}:${distance}`,
    steps: task.steps(distance),
    features,
    outputs,
    chance,
    training: source('training', TRAINING_WINDOWS),
    validation: source('validation', VALIDATION_WINDOWS),
    epochs: distance > FAR ? FAR_EPOCHS : EPOCHS,
    gatesOpen: true,
  };
}

function taskSource(task: Task, distance: number, seed: number, count: number): BatchSource {
  const width = task.steps(distance) * task.features;
  return {
    count,
    gather(positions) {
      const size = positions.length;
      const windows = new Float32Array(size * width);
      const targets = new Float32Array(size * task.outputs);
      for (const [slot, position] of positions.entries()) {
        task.write(
          createRandom(seed).fork(`window ${position}`),
          distance,
          windows.subarray(slot * width, (slot + 1) * width),
          targets.subarray(slot * task.outputs, (slot + 1) * task.outputs),
        );
      }
      return { size, inputs: { [WINDOW]: windows }, targets };
    },
  };
}
