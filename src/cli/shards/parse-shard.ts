import type { Shard } from '../../data/panel/shard.js';
import { usageError } from '../../errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where an engine says which task of an array this is, and how many there are. */
interface Engine {
  readonly name: string;
  readonly index: string;
  /** First of these that is set. */
  readonly count: readonly string[];
  /** What the index counts from: a number, or the variable that says it. */
  readonly from: number | string;
  /** How the count comes to be known where the engine does not tell it. */
  readonly hint: string;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'Slurm',
    index: 'SLURM_ARRAY_TASK_ID',
    count: ['SLURM_ARRAY_TASK_COUNT'],
    from: 'SLURM_ARRAY_TASK_MIN',
    hint: 'start it with sbatch --array=1-N',
  },
  {
    name: 'AWS Batch',
    index: 'AWS_BATCH_JOB_ARRAY_INDEX',
    count: ['AWS_BATCH_JOB_ARRAY_SIZE'],
    from: 0,
    hint: 'set AWS_BATCH_JOB_ARRAY_SIZE in the job definition to the size of the array',
  },
  {
    name: 'Google Batch',
    index: 'BATCH_TASK_INDEX',
    count: ['BATCH_TASK_COUNT'],
    from: 0,
    hint: 'set BATCH_TASK_COUNT to the number of tasks',
  },
  {
    name: 'Cloud Run jobs',
    index: 'CLOUD_RUN_TASK_INDEX',
    count: ['CLOUD_RUN_TASK_COUNT'],
    from: 0,
    hint: 'set CLOUD_RUN_TASK_COUNT to the number of tasks',
  },
  {
    name: 'Kubernetes',
    index: 'JOB_COMPLETION_INDEX',
    count: ['JOB_COMPLETION_COUNT', 'JOB_COMPLETIONS', 'COMPLETIONS'],
    from: 0,
    hint: 'set JOB_COMPLETION_COUNT in the pod to the completions of the job, as gatecast schedule --on kubernetes does',
  },
  {
    name: 'PBS',
    index: 'PBS_ARRAY_INDEX',
    count: ['PBS_ARRAY_COUNT'],
    from: 1,
    hint: 'qsub -J 1-N -v PBS_ARRAY_COUNT=N',
  },
  {
    name: 'Torque',
    index: 'PBS_ARRAYID',
    count: ['PBS_ARRAY_COUNT'],
    from: 1,
    hint: 'qsub -t 1-N -v PBS_ARRAY_COUNT=N',
  },
  {
    name: 'GNU parallel',
    index: 'PARALLEL_SEQ',
    count: ['PARALLEL_COUNT', 'PARALLEL_TOTAL'],
    from: 1,
    hint: 'parallel does not tell how many jobs there are: PARALLEL_COUNT=N parallel …, or --shard {}/N',
  },
];

/**
 * The shard of `K/N`, or of the task of an array that this process is.
 * @throws UserError (exit 2) for what is none, or where the engine does not say how many there are
 */
export function parseShard(text: string, environment: Environment): Shard {
  const wanted = text.trim();
  if (wanted.toLowerCase() === 'auto') return ofEngine(environment);
  const [, k, n] = /^(\d{1,7})\s*\/\s*(\d{1,7})$/.exec(wanted) ?? [];
  if (k === undefined || n === undefined) {
    throw usageError(`"${text}" is no shard`, 'write K/N, such as 7/64, or auto');
  }
  return checked(Number(k), Number(n), wanted);
}

const MOST = 1_000_000;

function checked(index: number, count: number, source: string): Shard {
  if (count < 1 || count > MOST)
    throw usageError(
      `${source}: there is no part of ${count} parts`,
      `give a number of parts from 1 to ${MOST}, such as 1/64`,
    );
  if (index < 1 || index > count)
    throw usageError(
      `${source}: there is no part ${index} of ${count}`,
      `parts are counted from 1: 1/${count} to ${count}/${count}`,
    );
  return { index, count };
}

function ofEngine(environment: Environment): Shard {
  const set = (name: string) => environment[name]?.trim() || undefined;
  const engine = ENGINES.find(({ index }) => set(index) !== undefined);
  if (!engine) {
    throw usageError(
      'auto: no array job has started this (none of its variables is set)',
      `there would be ${ENGINES.map(({ index }) => index).join(', ')}; or write --shard K/N`,
    );
  }
  const { name, index, count, from, hint } = engine;
  const total = count.find((variable) => set(variable) !== undefined);
  if (total === undefined) {
    throw usageError(
      `auto: ${index} is ${set(index)}, and ${name} does not say of how many (${count[0]} is not set)`,
      `${hint}; or write --shard K/N`,
    );
  }
  const first = typeof from === 'number' ? from : whole(from, set(from) ?? '1');
  const position = whole(index, set(index)!) - first + 1;
  return checked(position, whole(total, set(total)!), `auto (${index}=${set(index)})`);
}

function whole(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw usageError(`auto: ${name} is "${text}", which is no number`, 'write --shard K/N');
}
