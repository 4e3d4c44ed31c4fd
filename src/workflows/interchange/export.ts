import { basename, dirname, extname, join } from 'node:path';
import { usageError } from '../../errors.js';
import { exportFormats } from '../../interchange/index.js';
import { planDocument } from '../../interchange/plan-document.js';
import { models } from '../../models/index.js';
import { readState } from '../../models/neural/state.js';
import type { ModelDocument } from '../../store/model-document.js';
import { readModelFile } from '../../store/model-file.js';
import { writeFiles } from '../../store/write-files.js';
import { requireOwnPaths } from '../../store/written-paths.js';

export interface ExportJob {
  /** Path of the model file. */
  readonly model: string;
  /** Name of the format. */
  readonly to: string;
  /** The folder or file to write, whichever the format is. */
  readonly target: string;
  /** Of an ensemble, from 1. */
  readonly member?: number | undefined;
  /** Version of gatecast. */
  readonly version: string;
}

export interface ExportOutcome {
  readonly format: string;
  readonly model: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Writes a model's network in another program's format, and beside it what its inputs are made of. */
export async function runExportJob(job: ExportJob): Promise<ExportOutcome> {
  const format = exportFormats.get(job.to);
  await requireOwnPaths([{ flag: 'export', path: job.target }], [job.model]);
  const document = await readModelFile(job.model);
  const member = chosenMember(document, job.member);
  const { spec, members } = readState(document.fitted);
  const written = format.write({ spec, weights: members[member - 1]! }, `gatecast ${job.version}`);
  const plan = `${JSON.stringify(planDocument(document, member), null, 1)}\n`;
  const files = [
    { path: planPath(job.target, format.target), contents: plan },
    ...written.map(({ name, contents }) => ({
      path: name === '' ? job.target : join(job.target, name),
      contents,
    })),
  ];
  await writeFiles(format.target === 'folder' ? job.target : null, files);
  return {
    format: format.name,
    model: document.fitted.model,
    files: files.map(({ path, contents }) => ({ path, bytes: Buffer.byteLength(contents) })),
  };
}

/** `gatecast.json` in the folder; beside a file, its stem with the ending `.gatecast.json`. */
function planPath(target: string, kind: 'file' | 'folder'): string {
  if (kind === 'folder') return join(target, 'gatecast.json');
  return join(dirname(target), `${basename(target, extname(target))}.gatecast.json`);
}

/** @throws UserError (exit 2) when there is no network, or several and none is chosen */
function chosenMember({ fitted }: ModelDocument, member: number | undefined): number {
  const { family } = models.get(fitted.model);
  if (family !== 'neural') {
    throw usageError(
      family === 'hybrid'
        ? `model "${fitted.model}" is more than its network: without the preparation of its rows, the network says nothing`
        : `model "${fitted.model}" has no network to export`,
      'train rnn, gru, lstm or another neural model (see gatecast models)',
    );
  }
  const { length } = readState(fitted).members;
  if (member === undefined && length > 1) {
    throw usageError(
      `the model is an ensemble of ${length} networks, whose median is the forecast`,
      'export them one by one with --member 1, --member 2 …',
    );
  }
  if (member !== undefined && member > length) {
    throw usageError(`--member ${member}: the model has ${length}`, `give 1 to ${length}`);
  }
  return member ?? 1;
}
