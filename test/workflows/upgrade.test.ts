import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { requireChampion } from '../../src/store/champion.js';
import { shelfOf } from '../../src/store/names.js';
import { listForecasts } from '../../src/store/past-forecasts.js';
import { listRuns } from '../../src/store/runs.js';
import { verifyShelf } from '../../src/store/verify.js';
import { runRetrainJob } from '../../src/workflows/retrain/retrain.js';
import { night } from './nights.js';

const fixture = fileURLToPath(new URL('../../fixtures/stores/format-1', import.meta.url));

it('a store of format 1 is whole, serves, and goes on', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatecast-upgrade-'));
  await cp(fixture, join(folder, 'store'), { recursive: true });
  const shelf = shelfOf(join(folder, 'store'), 'visitors');
  expect(await verifyShelf(shelf)).toStrictEqual([]);
  expect((await requireChampion(shelf)).document.fitted.model).toBe('linear');
  expect(await listRuns(shelf, 9)).toHaveLength(2);
  expect(await listForecasts(shelf, 9)).toHaveLength(2);
  const { record } = await runRetrainJob(await night(folder, 202), {});
  expect(record.outcome).toBe('promoted');
  expect(record.details.judgement).toMatchObject({
    opponent: expect.stringMatching(/same|recipe/),
  });
  await rm(folder, { recursive: true });
});
