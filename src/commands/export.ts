import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.js';
import { outputFlags } from '../cli/flags/output.js';
import { integerFlag } from '../cli/flags/values.js';
import { presentWrittenFiles } from '../cli/presentations/interchange.js';
import { exportFormats } from '../interchange/index.js';
import { runExportJob } from '../workflows/interchange/export.js';

export default class Export extends BaseCommand {
  static override summary = "Write a model's network for TensorFlow.js or ONNX Runtime";
  static override description =
    'The files need nothing of gatecast. They hold the network alone: gatecast.json beside it says how rows become its inputs and its output a forecast.';
  static override examples = [
    '<%= config.bin %> export close.gatecast close-tfjs --to tfjs',
    '<%= config.bin %> export close.gatecast close.onnx --to onnx',
  ];
  static override args = {
    model: Args.string({ required: true, description: 'Model file that gatecast train wrote' }),
    target: Args.string({ required: true, description: 'Folder (tfjs) or file (onnx) to write' }),
  };
  static override flags = {
    to: Flags.string({
      required: true,
      options: exportFormats.names,
      summary: exportFormats.entries.map(({ name, summary }) => `${name}: ${summary}`).join('; '),
    }),
    member: integerFlag({
      helpGroup: 'MODELLING',
      min: 1,
      summary: 'Which network of an ensemble',
    }),
    ...outputFlags,
  };

  async run() {
    const { args, flags } = await this.settings(Export);
    const { version } = this.config;
    const outcome = await runExportJob({ ...args, to: flags.to, member: flags.member, version });
    return this.present(presentWrittenFiles(outcome), flags);
  }
}
