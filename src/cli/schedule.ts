import { usageError } from '../errors.js';
import { shellLine } from './shell-line.js';

/** What a scheduler needs to know; paths are absolute, because it has its own folder and PATH. */
export interface Schedule {
  /** What is run, word by word. */
  readonly command: readonly string[];
  /** `02:00`, in the machine's time zone. */
  readonly at: string;
  /** Tells the jobs of one machine apart. */
  readonly name: string;
}

/** Hour and minute of `HH:MM`. @throws UserError (exit 2) */
function parseTimeOfDay(text: string): { readonly hour: number; readonly minute: number } {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw usageError(`--at "${text}" is no time of day`, 'write it as 02:00');
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

/** The line of a crontab. In it, `%` would end the command. */
export function crontabLine({ command, at }: Schedule): string {
  const { hour, minute } = parseTimeOfDay(at);
  const silent = [...command, '--quiet', '--output', '/dev/null'];
  return `${minute} ${hour} * * * ${shellLine(silent).replaceAll('%', '\\%')}`;
}

/** The systemd units by file name; `Persistent` makes up for a night when the machine was off. */
export function systemdUnits(schedule: Schedule): Readonly<Record<string, string>> {
  const { command, at, name } = schedule;
  parseTimeOfDay(at);
  return {
    [`gatecast-${name}.service`]: `[Unit]
Description=gatecast retrain ${name}

[Service]
Type=oneshot
ExecStart=${command.map(unitQuoted).join(' ')}
SuccessExitStatus=3
`,
    [`gatecast-${name}.timer`]: `[Unit]
Description=gatecast retrain ${name} every night

[Timer]
OnCalendar=*-*-* ${at}:00
Persistent=true

[Install]
WantedBy=timers.target
`,
  };
}

/** All of it to be copied, with what to do with it. */
export function plainSchedule(
  crontab: string,
  units: Readonly<Record<string, string>>,
  installed: boolean,
): string {
  const timer = Object.keys(units).find((name) => name.endsWith('.timer'));
  const files = Object.entries(units).map(
    ([name, text]) => `\n# ~/.config/systemd/user/${name}\n${text}`,
  );
  const line = installed ? '# This line is in your crontab now:' : '# A line for crontab -e:';
  return [
    `${line}\n${crontab}\n`,
    `\n# Or, with systemd, these two files; then: systemctl --user enable --now ${timer}\n# (and once: loginctl enable-linger, or they run only while you are logged in)\n`,
    ...files,
  ].join('');
}

/** systemd has its own quotes, and `%` and `$` mean something to it. */
function unitQuoted(text: string): string {
  const escaped = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@+=:,./%$-]+$/.test(escaped)
    ? escaped
    : `"${escaped.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
