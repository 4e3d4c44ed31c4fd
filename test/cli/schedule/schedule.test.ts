import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { crontabLine, onCalendar, systemd } from '../../../src/cli/schedule/cron.js';
import { cronTimeOf, nextRuns, parseCron } from '../../../src/cli/schedule/cron-time.js';
import { schedulers } from '../../../src/cli/schedule/index.js';
import { kubernetes } from '../../../src/cli/schedule/kubernetes.js';
import type { SchedulePlan } from '../../../src/cli/schedule/plan.js';
import { slurm } from '../../../src/cli/schedule/slurm.js';

const config = "/srv/it's 100%.yaml";
const plan: SchedulePlan = {
  program: ['/usr/bin/node', '/opt/gate cast/run.js'],
  retrain: ['retrain', '--config', config],
  name: 'Shop_7',
  time: cronTimeOf({ at: '02:05' }),
  zone: 'Europe/Berlin',
  config: { path: config, text: 'files: data/*.csv\n# night: "x"\n' },
  parts: {
    count: 64,
    predict: ['predict', '/srv/data/$a.csv', '--store', '/srv/models', '--name', 'Shop_7'],
    folder: '/srv/Shop_7-parts',
    output: '/srv/Shop_7-forecast.csv',
  },
  resources: { cpus: 2, memoryMb: 2048, minutes: 240 },
  image: 'registry/gatecast:1',
  claim: 'shop data',
};
const clock = (date: Date) => `${date.toDateString()} ${date.toTimeString().slice(0, 5)}`;

describe('when it runs', () => {
  it.each([
    [{}, '0 2 * * *'],
    [{ at: '6:30', weekdays: 'Mon-Fri' }, '30 6 * * 1,2,3,4,5'],
    [{ weekdays: 'Sun' }, '0 2 * * 0'],
    [{ every: '6h' }, '0 0,6,12,18 * * *'],
    [{ every: '6h', at: '02:15' }, '15 2,8,14,20 * * *'],
    [{ every: '15min', weekdays: 'Sat' }, '*/15 * * * 6'],
    [{ every: 'week', at: '04:00' }, '0 4 * * 1'],
    [{ cron: '*/20 8-17 * * 1-5' }, '*/20 8-17 * * 1-5'],
    [{ cron: '@daily' }, '0 0 * * *'],
  ])('%j is %s', (flags, text) => {
    expect(cronTimeOf(flags).text).toBe(text);
  });

  it.each([
    [{ at: '25:00' }, 'is no time of day'],
    [{ every: '5h' }, 'does not divide'],
    [{ every: '0h' }, 'does not divide'],
    [{ every: '48h' }, 'does not divide'],
    [{ every: '0min' }, 'does not divide'],
    [{ every: '0d' }, 'does not divide'],
    [{ cron: '0 2 * *' }, 'has 4 fields'],
    [{ cron: '0 24 * * *' }, '"24" is no hour'],
    [{ cron: '0 2 * * fry' }, '"fry" is no weekday'],
    [{ cron: '0 2 0 * *' }, '"0" is no day of the month'],
    [{ cron: '5-2 * * * *' }, '"5-2" is no minute'],
    [{ cron: '0 2 * * *', at: '02:00' }, '--cron beside --at'],
  ])('%j is refused', (flags, message) => {
    expect(() => cronTimeOf(flags)).toThrow(message);
  });

  it('the next runs are by the local clock, a day of the month or a weekday where both are named', () => {
    // Friday.
    const now = new Date(2026, 0, 30, 2, 5);
    const next = (text: string) => nextRuns(parseCron(text), now, 3).map(clock);
    expect(next('5 2 * * 1-5')).toEqual([
      'Mon Feb 02 2026 02:05',
      'Tue Feb 03 2026 02:05',
      'Wed Feb 04 2026 02:05',
    ]);
    expect(next('0 3 1 * sun')).toEqual([
      'Sun Feb 01 2026 03:00',
      'Sun Feb 08 2026 03:00',
      'Sun Feb 15 2026 03:00',
    ]);
    expect(next('0 0 29 2 *')[0]).toBe('Tue Feb 29 2028 00:00');
    expect(next('0 0 30 2 *')).toEqual([]);
  });
});

describe('what a scheduler is given', () => {
  it('is a line of a crontab, quoted as cron reads it', () => {
    expect(crontabLine(plan)).toBe(
      `5 2 * * * /usr/bin/node '/opt/gate cast/run.js' retrain --config '/srv/it'\\''s 100\\%.yaml' --quiet --output /dev/null`,
    );
  });

  it('is a service and a timer, quoted as systemd reads them, with its own words for days', () => {
    const [service, timer] = systemd.write(plan).files;
    expect(service?.text).toContain(`"/srv/it's 100%%.yaml"`);
    expect(timer?.text).toContain('OnCalendar=*-*-* 02:05:00\nPersistent=true');
    expect(onCalendar(parseCron('0 6 * * 1-5'))).toEqual(['Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00']);
    expect(onCalendar(parseCron('0 6 1 * 0'))).toEqual(['*-*-01 06:00:00', 'Sun *-*-* 06:00:00']);
  });

  it('is batch scripts that a shell can read: retrain, an array of parts, gather, one after the other', () => {
    const { files, line } = slurm.write(plan);
    expect(files.map(({ name }) => name)).toEqual([
      'gatecast-Shop_7-retrain.sbatch',
      'gatecast-Shop_7-parts.sbatch',
      'gatecast-Shop_7-gather.sbatch',
      'gatecast-Shop_7-submit.sh',
    ]);
    for (const { text } of files) {
      expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr).toBe('');
    }
    const [retrain, parts, gather, submit] = files.map(({ text }) => text);
    expect(retrain).toContain('#SBATCH --requeue\n');
    expect(parts).toContain('#SBATCH --array=1-64\n');
    expect(parts).toContain(
      `'/srv/data/$a.csv' --store /srv/models --name Shop_7 --shard auto --resume`,
    );
    expect(gather).toContain(
      'gather /srv/Shop_7-parts --output /srv/Shop_7-forecast.csv || [ $? -eq 3 ]',
    );
    expect(submit).toContain('--dependency=afterok:');
    expect(line).toBe('5 2 * * * bash /srv/gatecast-Shop_7-submit.sh');
    expect(slurm.write({ ...plan, parts: null }).files).toHaveLength(2);
  });

  it('is a ConfigMap and CronJobs, the parts an Indexed Job with retries of its own for each', () => {
    const [file] = kubernetes.write(plan).files;
    const documents = parseAllDocuments(file!.text);
    expect(documents.flatMap((each) => ('errors' in each ? each.errors : []))).toEqual([]);
    const [map, retrain, parts] = documents.map((each) => each.toJS());
    expect(map).toMatchObject({ kind: 'ConfigMap', data: { config: plan.config.text } });
    expect(retrain).toMatchObject({
      kind: 'CronJob',
      metadata: { name: 'gatecast-shop-7' },
      spec: { schedule: '5 2 * * *', timeZone: 'Europe/Berlin', concurrencyPolicy: 'Forbid' },
    });
    expect(parts.spec.schedule).toBe('5 3 * * *');
    const job = parts.spec.jobTemplate.spec;
    expect(job).toMatchObject({
      completionMode: 'Indexed',
      completions: 64,
      backoffLimitPerIndex: 3,
    });
    const pod = job.template.spec;
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    const [container] = pod.containers;
    expect(container.env).toContainEqual({ name: 'JOB_COMPLETION_COUNT', value: '64' });
    expect(container.resources.requests).toEqual({ cpu: '2', memory: '2048Mi' });
    const [, , script] = container.command;
    expect(spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' }).stderr).toBe('');
    expect(script).toContain(`gatecast predict '/gatecast/data/$a.csv' --store /gatecast/models`);
    expect(script).toContain(
      'gather /gatecast/Shop_7-parts --output /gatecast/Shop_7-forecast.csv',
    );
  });

  it('is the parts on the next day of the week where training begins late at night', () => {
    const late = { ...plan, time: parseCron('30 23 * * 5') };
    const [file] = kubernetes.write(late).files;
    expect(file!.text).toContain('schedule: 30 0 * * 6');
  });

  it('has words for each scheduler', () => {
    for (const { write } of schedulers.entries) expect(write(plan).steps[0]).not.toBe('');
  });
});
