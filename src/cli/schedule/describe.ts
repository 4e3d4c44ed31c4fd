import { type CronTime, nextRuns } from './cron-time.js';
import type { ScheduleText } from './plan.js';

const SHOWN = 3;

/** The next runs, by the clock of this machine: `Wed 2 Dec 2026 02:00`. */
export const nextRunTexts = (time: CronTime, now: Date): string[] =>
  nextRuns(time, now, SHOWN).map((run) =>
    run
      .toLocaleString('en-GB', {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
      })
      .replaceAll(',', ''),
  );

/** All of it to be copied, with what to do with it. */
export function plainSchedule(
  texts: readonly ScheduleText[],
  runs: readonly string[],
  zone: string,
  installed: boolean,
): string {
  const parts = texts.map(({ line, files, steps }) =>
    [
      ...(installed && line !== undefined && files.length === 0
        ? ['# This line is in your crontab now:\n']
        : steps.map((step) => `# ${step}\n`)),
      ...(line === undefined ? [] : [`${line}\n`]),
      ...files.map(({ place = '', name, text }) => `\n# ${place}${name}\n${text}`),
    ].join(''),
  );
  return [...parts, `# Next runs (${zone}): ${runs.join(', ')}\n`].join('\n');
}
