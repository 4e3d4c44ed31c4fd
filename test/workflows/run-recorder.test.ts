import { describe, expect, it } from 'vitest';
import { info, type Message, missing, note, warning } from '../../src/message.js';
import { startRecorder } from '../../src/workflows/retrain/run-recorder.js';

const recorder = () =>
  startRecorder('1', { version: '0', now: new Date('2026-12-01T00:00:00Z'), clock: () => 0 });

describe('the record of a run', () => {
  it('keeps every message by its level, and passes each on', () => {
    const passed: Message[] = [];
    const run = recorder();
    const { say } = run.listener({ say: (message) => passed.push(message) });
    const messages = [info('read'), note('decided'), warning('odd'), missing('gone')];
    for (const message of messages) say?.(message);
    expect(run.record().details).toMatchObject({
      remarks: ['read', 'note: decided'],
      warnings: ['odd', 'gone'],
    });
    expect(passed).toEqual(messages);
  });

  it('has the exit code of the process: 3 once something that was asked for is missing', () => {
    const run = recorder();
    const { say } = run.listener({});
    run.note({ outcome: 'promoted' });
    say?.(warning('odd'));
    expect(run.record().exitCode).toBe(0);
    say?.(missing('left out: series "a"'));
    expect(run.record().exitCode).toBe(3);
    run.note({ exitCode: 4 });
    expect(run.record().exitCode).toBe(4);
  });
});
