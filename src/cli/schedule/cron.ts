import { shellLine } from '../shell-line.js';
import { fileName, type SchedulePlan, type Scheduler } from './plan.js';

/** The line of a crontab. In it, `%` would end the command. */
export function crontabLine({
  program,
  retrain,
  time,
}: Pick<SchedulePlan, 'program' | 'retrain' | 'time'>): string {
  const silent = [...program, ...retrain, '--quiet', '--output', '/dev/null'];
  return `${time.text} ${shellLine(silent).replaceAll('%', '\\%')}`;
}

export const cron: Scheduler = {
  name: 'cron',
  summary: 'a line of a crontab',
  write: (plan) => ({
    line: crontabLine(plan),
    files: [],
    steps: ['A line for crontab -e (--install puts it there):'],
  }),
};

const twoDigits = (numbers: readonly number[], all: number) =>
  numbers.length === all ? '*' : numbers.map((value) => String(value).padStart(2, '0')).join(',');

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The times of a timer: two where a day of the month or a weekday is enough. */
export function onCalendar({
  minutes,
  hours,
  days,
  months,
  weekdays,
  eitherDay,
}: SchedulePlan['time']): string[] {
  const clock = `${twoDigits(hours, 24)}:${twoDigits(minutes, 60)}:00`;
  const month = twoDigits(months, 12);
  const date = `*-${month}-${twoDigits(days, 31)}`;
  const names = weekdays.map((day) => DAYS[day]!).join(',');
  if (eitherDay) return [`${date} ${clock}`, `${names} *-${month}-* ${clock}`];
  return [`${weekdays.length === 7 ? '' : `${names} `}${date} ${clock}`];
}

const UNITS = '~/.config/systemd/user/';

export const systemd: Scheduler = {
  name: 'systemd',
  summary: 'a service and a timer that makes up for a night when the machine was off',
  write(plan) {
    const { program, retrain, name, time } = plan;
    const timer = fileName(plan, '.timer');
    return {
      files: [
        {
          name: fileName(plan, '.service'),
          place: UNITS,
          text: `[Unit]
Description=gatecast retrain ${name}

[Service]
Type=oneshot
ExecStart=${[...program, ...retrain].map(unitQuoted).join(' ')}
SuccessExitStatus=3
`,
        },
        {
          name: timer,
          place: UNITS,
          text: `[Unit]
Description=gatecast retrain ${name}, at ${time.text}

[Timer]
${onCalendar(time)
  .map((text) => `OnCalendar=${text}`)
  .join('\n')}
Persistent=true

[Install]
WantedBy=timers.target
`,
        },
      ],
      steps: [
        `Two files; then: systemctl --user enable --now ${timer}`,
        '(and once: loginctl enable-linger, or they run only while you are logged in)',
      ],
    };
  },
};

/** systemd has its own quotes, and `%` and `$` mean something to it. */
function unitQuoted(text: string): string {
  const escaped = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(escaped)
    ? escaped
    : `"${escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
