import { dirname, join } from 'node:path';
import { shellLine } from '../shell-line.js';
import { fileName, type SchedulePlan, type Scheduler } from './plan.js';

/** Runs words; of the codes that are no failure (3: done, but not all of it) the job ends well. */
const tolerant = (words: readonly string[]) => `${shellLine(words)} || [ $? -eq 3 ]`;

/** The head of a batch script; `--requeue` starts it again on another node where its node is lost. */
function head(plan: SchedulePlan, what: string, more: readonly string[] = []): string {
  const { cpus, memoryMb, minutes } = plan.resources;
  const lines = [
    `--job-name=gatecast-${plan.name}-${what}`,
    `--chdir=${dirname(plan.config.path)}`,
    `--cpus-per-task=${cpus}`,
    `--mem=${memoryMb}M`,
    `--time=${minutes}`,
    '--requeue',
    '--open-mode=append',
    ...more,
  ];
  return `#!/bin/bash\n${lines.map((line) => `#SBATCH ${line}`).join('\n')}\nset -u\n`;
}

/** Lets a job end before Slurm kills it: gatecast writes nothing half, and --resume goes on. */
export const slurm: Scheduler = {
  name: 'slurm',
  summary: 'batch scripts: retrain, an array of parts, and gather, each after the one before',
  write(plan) {
    const { program, retrain, parts, time, config } = plan;
    const name = (what: string) => fileName(plan, `-${what}`);
    const folder = dirname(config.path);
    const log = (what: string) => `--output=${join(folder, `${name(what)}-%A`)}.log`;
    const files = [
      {
        name: name('retrain.sbatch'),
        text: `${head(plan, 'retrain', [log('retrain')])}${tolerant([...program, ...retrain])}\n`,
      },
    ];
    const submit = ['#!/bin/bash', 'set -euo pipefail', 'here=$(dirname "$(readlink -f "$0")")'];
    const script = (what: string) => `"$here"/${shellLine([name(what)])}`;
    submit.push(`retrain=$(sbatch --parsable ${script('retrain.sbatch')})`);
    if (parts === null) submit.push('echo "retrain is job $retrain"');
    else {
      const predict = [...program, ...parts.predict, '--shard', 'auto', '--resume'];
      const gather = [...program, 'gather', parts.folder, '--output', parts.output];
      const array = [
        `--array=1-${parts.count}`,
        `--output=${join(folder, name('parts-%A_%a'))}.log`,
      ];
      files.push(
        {
          name: name('parts.sbatch'),
          text: `${head(plan, 'parts', array)}${tolerant([...predict, '--output', `${parts.folder}/`])}\n`,
        },
        {
          name: name('gather.sbatch'),
          text: `${head(plan, 'gather', [log('gather')])}${tolerant(gather)}\n`,
        },
      );
      submit.push(
        `parts=$(sbatch --parsable --dependency=afterok:"\${retrain%%;*}" ${script('parts.sbatch')})`,
        // A part that failed leaves a gap that gather names; without it nobody would hear of it.
        `gather=$(sbatch --parsable --dependency=afterany:"\${parts%%;*}" ${script('gather.sbatch')})`,
        'echo "retrain is job $retrain, its parts are $parts, gather is $gather"',
      );
    }
    const submitName = name('submit.sh');
    files.push({ name: submitName, text: `${submit.join('\n')}\n` });
    const path = shellLine([join(folder, submitName)]).replaceAll('%', '\\%');
    return {
      line: `${time.text} bash ${path}`,
      files,
      steps: [
        `Files for ${folder}, which all nodes must see (--folder DIR writes them); bash ${submitName} starts a night.`,
        'A line for scrontab -e, or for crontab -e of a machine that has sbatch:',
      ],
    };
  },
};
