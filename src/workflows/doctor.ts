import { readAliases } from '../store/aliases.js';
import { listModelFolders, type ModelFolder } from '../store/names.js';
import { runIds } from '../store/runs.js';
import { verifyModelFolder } from '../store/verify.js';
import { versionIds } from '../store/versions.js';

/** One line of a health report. */
export interface Examined {
  readonly what: string;
  readonly value: string;
  readonly well: boolean;
}

/** The machine as the command line sees it. */
export interface Machine {
  readonly gatecast: string;
  readonly node: string;
  readonly platform: string;
  readonly threads: number;
  readonly memoryMb: number;
  readonly freeMb: number;
  readonly zone: string;
  readonly locale: string;
  /** Optional packages, and whether they can be found. */
  readonly packages: Readonly<Record<string, boolean>>;
}

/** Oldest Node, and the memory below which training is tight. */
const NODE = [20, 11] as const;
const LEAST_MB = 500;

/** What may stand in the way of a nightly run, ten lines or so. */
export async function examine(machine: Machine, store: string | undefined): Promise<Examined[]> {
  const { node, freeMb, memoryMb, packages } = machine;
  const [major = 0, minor = 0] = node.replace(/^v/, '').split('.').map(Number);
  const newEnough = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const fine = (what: string, value: string): Examined => ({ what, value, well: true });
  return [
    fine('gatecast', machine.gatecast),
    { what: 'node', value: `${node}, at least ${NODE.join('.')}`, well: newEnough },
    fine('platform', machine.platform),
    fine('threads', String(machine.threads)),
    { what: 'memory', value: `${freeMb} of ${memoryMb} MB free`, well: freeMb >= LEAST_MB },
    fine('time zone', machine.zone),
    fine('locale', machine.locale),
    ...Object.entries(packages).map(([name, there]) =>
      fine(`package ${name}`, there ? 'installed' : 'not installed (optional)'),
    ),
    ...(store === undefined ? [] : await examineStore(store)),
  ];
}

async function contentsOf(modelFolder: ModelFolder): Promise<string> {
  const [versions, runs] = [await versionIds(modelFolder), await runIds(modelFolder)];
  const { champion } = await readAliases(modelFolder);
  const serving = champion === null ? ', none of which serves' : '';
  return `${counted(versions.length, 'version')}${serving}; ${counted(runs.length, 'run')} on record`;
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

async function examineStore(store: string): Promise<Examined[]> {
  const findings: Examined[] = [];
  for (const modelFolder of await listModelFolders(store)) {
    const faults = await verifyModelFolder(modelFolder);
    const value =
      faults.length === 0
        ? `whole: ${await contentsOf(modelFolder)}`
        : faults.map(({ problem }) => problem).join('; ');
    findings.push({ what: `store ${modelFolder.name}`, value, well: faults.length === 0 });
  }
  if (findings.length > 0) return findings;
  return [{ what: 'store', value: `${store} holds no model yet`, well: true }];
}
