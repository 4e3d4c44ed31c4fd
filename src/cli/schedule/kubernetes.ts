import { basename, dirname } from 'node:path';
import { shellLine } from '../shell-line.js';
import { stringify } from '../yaml.js';
import { fileName, type SchedulePlan, type Scheduler } from './plan.js';

/** Where the volume with data, store and outputs is seen in a container; the config lies in it. */
const WORK = '/gatecast';
/** Runs of a part that fails, before the night is given up. */
const RETRIES = 3;

/** A name as Kubernetes takes one: lower case, digits and dashes, 52 characters for a CronJob. */
const objectName = (name: string, ending: string) =>
  `gatecast-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
    .slice(0, 50 - ending.length)
    .replace(/-+$/, '') + ending;

function container(plan: SchedulePlan, script: string, env: readonly object[] = []) {
  const { cpus, memoryMb } = plan.resources;
  return {
    name: 'gatecast',
    image: plan.image,
    command: ['/bin/sh', '-c', script],
    workingDir: WORK,
    env: [{ name: 'TZ', value: plan.zone }, { name: 'HOME', value: '/tmp' }, ...env],
    resources: {
      requests: { cpu: String(cpus), memory: `${memoryMb}Mi` },
      limits: { memory: `${memoryMb}Mi` },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      { name: 'work', mountPath: WORK },
      { name: 'config', mountPath: `${WORK}/${basename(plan.config.path)}`, subPath: 'config' },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

function cronJob(
  plan: SchedulePlan,
  ending: string,
  schedule: string,
  job: object,
  script: string,
  env?: readonly object[],
) {
  const name = objectName(plan.name, ending);
  const labels = { 'app.kubernetes.io/name': 'gatecast', 'app.kubernetes.io/instance': name };
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels },
    spec: {
      schedule,
      timeZone: plan.zone,
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          ...job,
          activeDeadlineSeconds: plan.resources.minutes * 60,
          ttlSecondsAfterFinished: 7 * 86_400,
          template: {
            metadata: { labels },
            spec: {
              restartPolicy: 'Never',
              automountServiceAccountToken: false,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 1000,
                fsGroup: 1000,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: [container(plan, script, env)],
              volumes: [
                { name: 'work', persistentVolumeClaim: { claimName: plan.claim } },
                { name: 'config', configMap: { name: objectName(plan.name, '') } },
                { name: 'tmp', emptyDir: {} },
              ],
            },
          },
        },
      },
    },
  };
}

/** A program's words, run in a container, where the program is on the PATH and paths lie in the volume. */
const inContainer = (words: readonly string[]) => shellLine(['gatecast', ...words]);

/** The shell's way to end well with 3: done, but not all of it. */
const tolerant = (line: string) => `${line} || [ $? -eq 3 ]`;

/** An hour after the training begins, the parts do: at 23 o'clock on the next day of the week. */
function hourLater({ hours, weekdays, text }: SchedulePlan['time']): string {
  const [minute, hour, day, month, weekday] = text.split(' ');
  const list = (numbers: readonly number[], all: number) =>
    numbers
      .map((value) => (value + 1) % all)
      .sort((a, b) => a - b)
      .join(',');
  const nextDay = hours.every((each) => each === 23) && weekday !== '*';
  return [
    minute,
    hours.length === 24 ? hour : list(hours, 24),
    day,
    month,
    nextDay ? list(weekdays, 7) : weekday,
  ].join(' ');
}

export const kubernetes: Scheduler = {
  name: 'kubernetes',
  summary: 'a ConfigMap, a CronJob for retrain, and one with an Indexed Job for the parts',
  write(plan) {
    const { config, retrain, parts, time, claim, image } = plan;
    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: objectName(plan.name, '') },
      data: { config: config.text },
    };
    const documents: object[] = [
      configMap,
      cronJob(
        plan,
        '',
        time.text,
        { backoffLimit: RETRIES },
        tolerant(inContainer(placed(retrain, config.path))),
      ),
    ];
    if (parts !== null) {
      const [folder = '', output = ''] = placed([parts.folder, parts.output], config.path);
      const words = placed(parts.predict, config.path);
      const asked = ['--shard', 'auto', '--resume', '--output', `${folder}/`];
      const predict = inContainer([...words, ...asked]);
      const gather = inContainer(['gather', folder, '--output', output]);
      const script = [
        `${tolerant(predict)} || exit`,
        // Whoever ends last finds all parts; for the others some are missing still, which is 4.
        `${gather} || case $? in 3|4) ;; *) exit 1 ;; esac`,
      ].join('\n');
      documents.push(
        cronJob(
          plan,
          '-parts',
          hourLater(time),
          {
            completionMode: 'Indexed',
            completions: parts.count,
            parallelism: parts.count,
            backoffLimitPerIndex: RETRIES,
          },
          script,
          [{ name: 'JOB_COMPLETION_COUNT', value: String(parts.count) }],
        ),
      );
    }
    const file = fileName(plan, '.yaml');
    return {
      files: [
        {
          name: file,
          text: documents
            .map((each) => stringify(each, { aliasDuplicateObjects: false }))
            .join('---\n'),
        },
      ],
      steps: [
        `kubectl apply -f ${file}. The image ${image} has gatecast on its PATH; the claim ${claim} holds what the config names, by paths relative to it.`,
      ],
    };
  },
};

/** Words in which the files of the config's folder are where a container has them. */
function placed(words: readonly string[], path: string): string[] {
  const folder = `${dirname(path)}/`;
  return words.map((word) =>
    word.startsWith(folder) ? `${WORK}/${word.slice(folder.length)}` : word,
  );
}
