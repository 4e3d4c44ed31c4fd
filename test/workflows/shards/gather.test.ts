import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../../../src/store/atomic.js';
import { type Block, recorded } from '../../../src/store/shards/recorder.js';
import { type Sidecar, sidecarOf, writeSidecar } from '../../../src/store/shards/sidecar.js';
import { runGatherJob } from '../../../src/workflows/shards/gather.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatecast-gather-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEADER = 'id,day,forecast\n';
const block = (section: number, place: number): Block => ({
  section,
  place,
  lines: [`süd ${section}-${place},1,5\n`, `süd ${section}-${place},2,6\n`],
});

async function part(index: number, count: number, places: readonly number[], other = {}) {
  const path = join(folder, `${index}.csv`);
  const blocks = [0, 1].flatMap((section) => places.map((place) => block(section, place)));
  const header = places.length > 0 ? HEADER : 'id,day\n';
  const recorder = recorded('output', path, { header, blocks });
  await writeFileAtomic(path, recorder.lines);
  const sidecar: Sidecar = {
    gatecast: '1.0.0',
    command: 'forecast',
    shard: { index, count },
    settings: { horizon: '14' },
    inputs: { names: ['sales.csv'], bytes: 9, sha256: 'abc', modified: `of machine ${index}` },
    decisions: { frequency: 'D' },
    series: places.length,
    skipped: [],
    exitCode: 0,
    scores: null,
    files: [recorder.file()],
    ...other,
  };
  await writeSidecar(sidecarOf(path), sidecar);
  return path;
}

const gather = (output = join(folder, 'all.csv')) =>
  runGatherJob({ folder, files: { output } }, {});
const failure = () =>
  gather().then(
    () => null,
    (error: { message: string; exitCode: number }) => `${error.exitCode}: ${error.message}`,
  );

describe('gather', () => {
  it('puts rows in the order of the input, model by model, the header once', async () => {
    await part(1, 3, [2, 5]);
    await part(2, 3, [1, 3, 9]);
    await part(3, 3, []);
    const outcome = await gather();
    const wanted = [0, 1].flatMap((section) =>
      [1, 2, 3, 5, 9].flatMap((place) => [...block(section, place).lines]),
    );
    expect(readFileSync(join(folder, 'all.csv'), 'utf8')).toBe(HEADER + wanted.join(''));
    expect(outcome).toMatchObject({ parts: 3, series: 5, exitCode: 0 });
  });

  it('reports the series that parts have skipped', async () => {
    await part(1, 2, [1], { skipped: ['short'], exitCode: 3 });
    await part(2, 2, [2]);
    expect(await gather()).toMatchObject({ skipped: ['short'], exitCode: 3 });
  });

  it('names the parts that are missing', async () => {
    await part(2, 4, [1]);
    expect(await failure()).toBe('4: 3 of 4 parts are missing: 1, 3, 4');
    rmSync(sidecarOf(join(folder, '2.csv')));
    expect(await failure()).toContain(`4: there is no shard in ${folder}`);
  });

  it('names a part that is there twice', async () => {
    const path = await part(1, 2, [1]);
    await part(2, 2, [2]);
    writeFileSync(join(folder, 'copy.csv.shard.json'), readFileSync(sidecarOf(path)));
    expect(await failure()).toMatch(/^4: part 1 of 2 is there twice: \S+1.csv.shard.json and/);
  });

  it.each([
    ['another version', { gatecast: '1.1.0' }, 'version of gatecast: version is 1.1.0'],
    ['another setting', { settings: { horizon: '7' } }, 'settings: horizon is 7'],
    ['a flag more', { settings: { horizon: '14', seed: '2' } }, 'settings: seed is 2'],
    [
      'other files',
      { inputs: { names: ['sales.csv'], bytes: 9, sha256: 'abd', modified: '' } },
      'input files: sha256 is abd',
    ],
    ['another reading', { decisions: { frequency: 'W' } }, 'reading of the files: frequency is W'],
    ['another number', { shard: { index: 2, count: 3 } }, 'number of parts: parts is 3'],
  ])('refuses parts of %s', async (_name, other, message) => {
    await part(1, 2, [1]);
    await part(2, 2, [2], other);
    expect(await failure()).toContain(`4: the parts are unlike, ${message}`);
  });

  it('refuses a part that is cut off, gone or changed, and leaves nothing behind', async () => {
    await part(1, 2, [1]);
    const path = await part(2, 2, [2]);
    const before = readFileSync(path, 'utf8');
    appendFileSync(path, 'more\n');
    expect(await failure()).toContain('part 2 of 2 is not whole: 2.csv has');
    writeFileSync(path, before.replace('6', '7'));
    expect(await failure()).toBe('4: part 2 of 2 is damaged: 2.csv is not as it was written');
    rmSync(path);
    expect(await failure()).toContain('which is not there');
    expect(() => readFileSync(join(folder, 'all.csv'))).toThrow('ENOENT');
  });

  it('refuses a sidecar that is none, and one that points out of its folder', async () => {
    const path = await part(1, 1, [1]);
    const text = readFileSync(sidecarOf(path), 'utf8');
    writeFileSync(sidecarOf(path), text.replace('"1.csv"', '"../1.csv"'));
    expect(await failure()).toContain('"../1.csv" is no file of this folder');
    writeFileSync(sidecarOf(path), text.slice(0, -9));
    expect(await failure()).toContain('4: ');
  });

  it('does not write over a part, nor give what no part has written', async () => {
    const path = await part(1, 1, [1]);
    await expect(gather(path)).rejects.toThrow('is a file of one of the parts');
    const rows = { forecasts: join(folder, 'rows.csv') };
    await expect(runGatherJob({ folder, files: rows }, {})).rejects.toThrow('written without it');
  });
});
