import { truncateSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPings } from '../../../src/cli/ping.js';
import { withLine } from '../../../src/cli/schedule/install.js';
import { dataError, UserError } from '../../../src/errors.js';
import { openLog } from '../../../src/store/log-file.js';
import { gatecast } from '../gatecast.js';
import { sampleStore } from '../sample-store.js';

describe('the store’s commands', { timeout: 120_000 }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-commands-'));
    await sampleStore(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  function store(...args: string[]) {
    const run = gatecast(['store', ...args, '--store', join(folder, 'models'), '--json']);
    return { exitCode: run.exitCode, document: JSON.parse(run.stdout) };
  }

  it('list, promote, roll back, prune and verify, each with one JSON document', () => {
    const [first, second, third] = store('list').document.versions;
    expect(second.aliases).toStrictEqual(['champion']);
    expect(store('list').document.command).toBe('store list');
    expect(store('show', 'champion').document).toMatchObject({
      version: second.version,
      seed: 2,
      gatecast: store('list').document.gatecast,
      madeWith: second.gatecast,
    });
    expect(store('promote', 'challenger').document.aliases).toMatchObject({
      champion: third.version,
      previous: second.version,
    });
    expect(store('rollback').document.aliases.champion).toBe(second.version);
    expect(store('prune', '--keep-last', '0').document.removed).toMatchObject([
      { version: first.version },
    ]);
    expect(store('verify')).toMatchObject({ exitCode: 0, document: { faults: [] } });
    const id = second.version.slice(-8);
    for (const [command, told] of [
      ['list', new RegExp(`${id} .*champion`)],
      ['show champion', /^trainedThrough {2,}3\n[\s\S]*^expects {2,}frequency step, /m],
      ['history', new RegExp(id)],
      ['verify', /^1 name checked: all is well\n$/],
      ['prune --keep-last 9 --dry-run', /^every version is kept by a rule\n$/],
    ] as const) {
      const args = ['store', ...command.split(' '), '--store', join(folder, 'models')];
      const shown = gatecast([...args, '--format', 'table']);
      expect(shown).toMatchObject({ exitCode: 0, stderr: '' });
      expect(shown.stdout).toMatch(told);
    }
    expect(store('history').document.runs).toMatchObject([
      { outcome: 'by-hand', summary: 'rolled back by hand', champion: second.version },
      { outcome: 'by-hand', summary: 'promoted by hand', champion: third.version },
    ]);
    expect(store('unlock').document.holder).toBeNull();
    const model = join(folder, 'models/default/versions', second.version, 'model.gatecast');
    truncateSync(model, 99);
    expect(store('verify')).toMatchObject({ exitCode: 3, document: { faults: [{}] } });
    expect(store('show', 'champion')).toMatchObject({ exitCode: 5 });
    expect(store('verify', '--repair')).toMatchObject({ exitCode: 0 });
    expect(store('show', 'champion').document.version).toBe(third.version);
  });

  it('say what is missing', () => {
    expect(store('promote', 'nonsense').exitCode).toBe(2);
    expect(store('prune').exitCode).toBe(2);
    expect(store('list', '--name', '../x').exitCode).toBe(2);
    const nowhere = gatecast(['store', 'verify', '--store', join(folder, 'modles')]);
    expect(nowhere.exitCode, 'nothing there is not "all is well"').toBe(2);
    expect(nowhere.stderr).toContain('no model in the store');
    const nobody = store('prune', '--name', 'nobody', '--keep-last', '1').document.error;
    expect(nobody.hint).toBe('there are default');
    expect(gatecast(['store', 'promote']).stderr).toContain('see gatecast store promote --help');
    expect(gatecast(['store', 'list']).stderr).toContain('--store is missing');
    expect(gatecast(['predict', 'x.csv']).stderr).toContain('no model is given');
  });
});

describe('scheduling', () => {
  describe('of a config', () => {
    let folder = '';
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'gatecast-schedule-'));
    });
    afterAll(() => rm(folder, { recursive: true }));

    async function scheduled(config: string, ...args: string[]) {
      const path = join(folder, 'nightly.yaml');
      await writeFile(path, config);
      return gatecast(['schedule', path, ...args]);
    }
    const good = 'files: a.csv\nstore: models\nname: visitors\nalarm: mae>5\n';

    it('prints lines to be copied, and takes the name from the config', async () => {
      const { stdout } = await scheduled(good);
      expect(stdout).toMatch(/^0 2 \* \* \* \/.* retrain --config \/.*nightly\.yaml --quiet/m);
      expect(stdout).toContain('# ~/.config/systemd/user/gatecast-visitors.timer\n[Unit]\n');
    });

    it('writes a name that was given into the line', async () => {
      const { stdout } = await scheduled(good, '--name', 'guests');
      expect(stdout).toMatch(/nightly\.yaml --name guests --quiet/);
      expect(stdout).toContain('gatecast-guests.timer');
    });

    it.each([
      [good.replace('files', 'flies'), 'unknown key "flies"'],
      [good.replace('files: a.csv', ''), 'names no data'],
      [good.replace('store: models', ''), '--store is missing'],
      [`${good}windows: ten`, '"ten" is not allowed'],
      [`${good}check: {drft: warn}`, 'unknown check "drft"'],
      [`${good}model: [gru, lstm]`, 'retrain takes one --model'],
      [`${good}publish: a.xlsx`, 'no known ending'],
      [`${good}publish: [b.csv, ./a.csv]`, 'is read by this command and would be lost'],
      [`${good}publish: [b.csv, ./b.csv]`, '--publish twice: both write'],
    ])('refuses one with a mistake that would show only at night: %#', async (config, reason) => {
      const { exitCode, stdout, stderr } = await scheduled(config);
      expect({ exitCode, stdout }).toStrictEqual({ exitCode: 2, stdout: '' });
      expect(stderr).toContain(reason);
    });
  });

  it('adds its line to a crontab once and leaves the others alone', () => {
    const once = withLine('0 1 * * * backup\n', 'm', 'old');
    expect(once).toBe('0 1 * * * backup\n# gatecast retrain m\nold\n');
    expect(withLine(once, 'm', 'new')).toBe('0 1 * * * backup\n# gatecast retrain m\nnew\n');
    expect(withLine('', 'm', 'line')).toBe('# gatecast retrain m\nline\n');
  });
});

describe('news of a run', () => {
  it('are pinged at start and end; a ping that fails warns and no more', async () => {
    const seen: string[] = [];
    const server = createServer(async (request, response) => {
      const place = seen.push(request.url ?? '') - 1;
      const body = await text(request);
      if (body !== '') seen[place] += ` ${body}`;
      // An answer without an end.
      response.write('OK');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const url = `http://127.0.0.1:${port}/job`;
    const fail = (error: Error) =>
      withPings(
        url,
        () => Promise.reject(error),
        () => '',
        () => {},
      );
    expect(
      await withPings(
        url,
        async () => 7,
        (result) => `${result} it is`,
        () => {},
      ),
    ).toBe(7);
    await expect(fail(dataError('x', ''))).rejects.toThrow('x');
    await expect(fail(new UserError('busy', '', 6))).rejects.toThrow('busy');
    expect(seen).toStrictEqual([
      '/job/start',
      '/job 7 it is',
      '/job/start',
      '/job/fail x',
      '/job/start',
    ]);
    await new Promise((resolve) => server.close(resolve));
    const warnings: string[] = [];
    expect(
      await withPings(
        url,
        async () => 7,
        String,
        (text) => warnings.push(text),
      ),
    ).toBe(7);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toContain('ECONNREFUSED');
  });

  it('are logged as JSON lines, and a full log is set aside', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatecast-log-'));
    const path = join(folder, 'a.log');
    await writeFile(path, 'x'.repeat(1_000_000));
    const log = openLog(path, () => new Date(0));
    log.write('info', 'start', { pid: 1 });
    log.write('warning', 'warning', { text: 'ä' });
    expect(await log.flush()).toBeNull();
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toStrictEqual([
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'info',
        event: 'start',
        pid: 1,
        line: expect.stringMatching(/^19[67]\d-\d\d-\d\d \d\d:\d\d:00 start$/),
      },
      {
        time: '1970-01-01T00:00:00.000Z',
        level: 'warning',
        event: 'warning',
        text: 'ä',
        line: expect.stringMatching(/ warning: ä$/),
      },
    ]);
    expect(await readFile(`${path}.1`, 'utf8')).toHaveLength(1_000_000);
    const bad = openLog(join(folder, 'none', 'a.log'), () => new Date(0));
    bad.write('info', 'start');
    expect(await bad.flush()).toContain('its folder does not exist');
    await rm(folder, { recursive: true });
  });
});
