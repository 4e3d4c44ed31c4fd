import { spawnSync } from 'node:child_process';
import { usageError } from '../../errors.js';

/** The comment after which our line stands in a crontab, one for each name. */
const markerOf = (name: string) => `# gatecast retrain ${name}`;

/** A crontab with the line of this name added, or replaced where there was one. */
export function withLine(crontab: string, name: string, line: string): string {
  const lines = crontab.split('\n');
  const place = lines.indexOf(markerOf(name));
  if (place >= 0) lines.splice(place, 2);
  const kept = lines.join('\n').trimEnd();
  return `${kept === '' ? '' : `${kept}\n`}${markerOf(name)}\n${line}\n`;
}

/** Puts the line into the user's crontab. @throws UserError (exit 2) where there is no cron */
export function installCrontab(name: string, line: string): void {
  const current = spawnSync('crontab', ['-l'], { encoding: 'utf8' });
  if (current.error) throw noCron(current.error.message);
  // Without a crontab yet, -l fails and prints nothing.
  const crontab = current.status === 0 ? current.stdout : '';
  const input = withLine(crontab, name, line);
  const written = spawnSync('crontab', ['-'], { input, encoding: 'utf8' });
  if (written.status !== 0) throw noCron(written.stderr.trim());
}

const noCron = (reason: string) =>
  usageError(
    `the crontab cannot be changed: ${reason}`,
    'install cron, or use the systemd units that gatecast schedule prints',
  );
