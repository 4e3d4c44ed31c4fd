import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { requireChampion } from '../../src/store/champion.js';
import { modelFolderOf } from '../../src/store/names.js';
import { listForecasts } from '../../src/store/past-forecasts.js';
import { listRuns } from '../../src/store/runs.js';
import { verifyModelFolder } from '../../src/store/verify.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { night } from './nights.js';

/** Stores of every format that ever was, each after two nights, and what they are to do next. */
const formats = [
  { format: 1, champion: 'linear', fallback: false, opponent: 'same' },
  { format: 2, champion: 'naive', fallback: true, opponent: 'fallback' },
];

describe('a store of an older format', () => {
  it.each(formats)('$format is whole, serves, and goes on', async (expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'gatecast-upgrade-'));
    const fixture = new URL(`../../fixtures/stores/format-${expected.format}`, import.meta.url);
    await cp(fileURLToPath(fixture), join(folder, 'store'), { recursive: true });
    const modelFolder = modelFolderOf(join(folder, 'store'), 'visitors');
    expect(await verifyModelFolder(modelFolder)).toStrictEqual([]);
    const { facts } = await requireChampion(modelFolder);
    expect(facts).toMatchObject({ model: expected.champion, fallback: expected.fallback });
    expect(await listRuns(modelFolder, 9)).toHaveLength(2);
    expect(await listForecasts(modelFolder, 9)).toHaveLength(2);
    const { record } = await runRetrainJob(await night(folder, 205), {});
    expect(record.outcome).toBe('promoted');
    expect(record.details.judgement).toMatchObject({ opponent: expected.opponent });
    await rm(folder, { recursive: true });
  });
});
