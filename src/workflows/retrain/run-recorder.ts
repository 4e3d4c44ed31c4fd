import { exitCodeOf } from '../../errors.js';
import { isWarning, lineOf } from '../../message.js';
import type { RunRecord } from '../../store/runs.js';
import type { Observer } from '../workflow.js';

/** The record of a run that is being written: a failure shows as much as was found out by then. */
export interface RunRecorder {
  readonly run: string;
  note(facts: Partial<Omit<RunRecord, 'run' | 'details'>>): void;
  detail(key: string, value: unknown): void;
  /** Keeps every message, and passes it on. */
  listener(observer: Observer): Pick<Observer, 'say'>;
  /** Runs a stage and notes its seconds. */
  timed<T>(stage: string, work: () => Promise<T>): Promise<T>;
  record(): RunRecord;
  /** The record of a run that ended with this error. */
  failure(error: unknown): RunRecord;
}

interface Start {
  readonly version: string;
  readonly now: Date;
  readonly clock: () => number;
}

/** A recorder that says "failed" until something else is noted. */
export function startRecorder(run: string, { version, now, clock }: Start): RunRecorder {
  const seconds: Record<string, number> = {};
  const warnings: string[] = [];
  const remarks: string[] = [];
  const details: Record<string, unknown> = { seconds, warnings, remarks };
  let facts: Omit<RunRecord, 'run' | 'details'> = {
    started: now.toISOString(),
    gatecast: version,
    outcome: 'failed',
    exitCode: 0,
    summary: '',
    inputs: null,
    champion: null,
    challenger: null,
    data: null,
    published: [],
  };
  let incomplete = false;
  const record = () => {
    const exitCode = facts.exitCode === 0 && incomplete ? 3 : facts.exitCode;
    return { run, ...facts, exitCode, details };
  };
  return {
    run,
    note(more) {
      facts = { ...facts, ...more };
    },
    detail(key, value) {
      details[key] = value;
    },
    listener: (observer) => ({
      say(message) {
        if (isWarning(message)) warnings.push(message.text);
        else remarks.push(lineOf(message));
        incomplete ||= message.level === 'missing';
        observer.say?.(message);
      },
    }),
    async timed(stage, work) {
      const start = clock();
      try {
        return await work();
      } finally {
        seconds[stage] = Math.round((clock() - start) * 1000) / 1000;
      }
    },
    record,
    failure(error) {
      const summary = error instanceof Error ? error.message : String(error);
      return { ...record(), outcome: 'failed', exitCode: exitCodeOf(error), summary };
    },
  };
}
