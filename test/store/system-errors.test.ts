import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFailure } from '../../src/cli/failure.js';
import { UserError } from '../../src/errors.js';
import { sweepBeside, writeFileAtomic } from '../../src/store/atomic.js';
import { disk } from '../../src/store/disk.js';
import { ensureFolder } from '../../src/store/names.js';
import { writeFiles } from '../../src/store/write-files.js';

const real = { ...disk };

/** As Node makes it: codes that libuv does not know have no name. */
function refusal(code: keyof typeof constants.errno): Error {
  const errno = -constants.errno[code];
  const named = !['EDQUOT', 'ESTALE'].includes(code);
  const text = named ? `${code}: in the system's words, write` : `Unknown system error ${errno}`;
  const given = named ? code : `Unknown system error ${errno}`;
  return Object.assign(new Error(`${text}`), { code: given, errno, syscall: 'write' });
}

const codes = Object.keys(constants.errno) as (keyof typeof constants.errno)[];

/** The error of a piece of work; fails the test where it ends well or with another kind. */
async function userError(work: Promise<unknown>): Promise<UserError> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (caught: unknown) => caught,
  );
  if (!(error instanceof UserError)) throw error;
  return error;
}

describe('whatever the disk refuses', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatecast-system-'));
  });
  afterEach(async () => {
    Object.assign(disk, real);
    await rm(folder, { recursive: true });
  });

  it.each(codes)('%s while writing is told with the path and exit 2', async (code) => {
    const path = join(folder, 'out.csv');
    await writeFile(path, 'old');
    disk.writeFile = () => Promise.reject(refusal(code));
    const { message, exitCode } = await userError(writeFileAtomic(path, 'new'));
    expect(exitCode).toBe(2);
    expect(message).toContain(path);
    expect(message).not.toMatch(/Unknown system error|undefined/);
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  it.each([
    ['EDQUOT', 'the disk quota is used up'],
    ['ESTALE', 'the network disk no longer knows its folder'],
    ['EROFS', 'the disk is read-only'],
    ['EMFILE', 'too many files are open'],
    ['EFBIG', 'it would be larger than the system allows'],
  ] as const)(
    '%s where folders are to be made is not a folder that is missing',
    async (code, reason) => {
      disk.mkdir = (() => Promise.reject(refusal(code))) as typeof disk.mkdir;
      const path = join(folder, 'a', 'b');
      for (const work of [ensureFolder(path), writeFiles(path, [])]) {
        const { message, exitCode } = await userError(work);
        expect(message).toBe(`cannot write "${path}": ${reason}`);
        expect(exitCode).toBe(2);
      }
    },
  );

  it('folders are made with those above them, also by several at once', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all(Array.from({ length: 9 }, () => ensureFolder(path)));
    await writeFile(join(path, 'x'), '');
  });

  it('where others may be at work only what is old is swept away', async () => {
    const [old, fresh] = ['.out.csv.1-0.tmp', '.out.csv.2-0.tmp'].map((name) => join(folder, name));
    for (const path of [old!, fresh!]) await writeFile(path, '');
    await utimes(old!, 1000, 1000);
    await sweepBeside(join(folder, 'out.csv'), Date.now() - 3_600_000);
    expect(await readdir(folder)).toEqual(['.out.csv.2-0.tmp']);
  });

  it('a leftover that cannot be removed is named', async () => {
    const leftover = join(folder, '.out.csv.1-0.tmp');
    await writeFile(leftover, '');
    disk.unlink = () => Promise.reject(refusal('EBUSY'));
    const { message, exitCode } = await userError(sweepBeside(join(folder, 'out.csv')));
    expect(message).toBe(`cannot write "${leftover}": another program uses it`);
    expect(exitCode).toBe(2);
  });

  it.each(codes)('%s that nobody has told better is not called a bug', (code) => {
    const error = Object.assign(refusal(code), { path: '/data/x' });
    expect(describeFailure(error, null)).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('"/data/x"'),
    });
  });

  it('a mistake of the program stays a bug', () => {
    const own = Object.assign(new TypeError('no'), { code: 'ERR_INVALID_ARG_TYPE' });
    expect(describeFailure(own, null).exitCode).toBe(1);
    expect(describeFailure(new Error('EIO: no'), null).exitCode).toBe(1);
  });
});
