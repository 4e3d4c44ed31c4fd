import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { requireOwnPaths } from '../../src/store/written-paths.js';

const folder = mkdtempSync(join(tmpdir(), 'gatecast-paths-'));
const data = join(folder, 'data.csv');
const link = join(folder, 'link.csv');
writeFileSync(data, 'date,y\n');
symlinkSync(data, link);
afterAll(() => rmSync(folder, { recursive: true }));

describe('paths to be written', () => {
  it.each([data, link, join(folder, 'none', '..', 'data.csv')])('are none of those read', (path) =>
    expect(requireOwnPaths([{ flag: '--output', path }], ['-', data])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^--output: ".*" is read by this command and would be lost$/),
    }),
  );

  it('are not the same one twice, also before the file exists', () =>
    expect(
      requireOwnPaths(
        [
          { flag: '--output', path: join(folder, 'new.csv') },
          { flag: '--forecasts', path: join(folder, '.', 'new.csv') },
        ],
        [data],
      ),
    ).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^--output and --forecasts: both write /),
    }));

  it('may be old files, and one device for several', () =>
    expect(
      requireOwnPaths(
        [
          { flag: '--output', path: link },
          { flag: '--forecasts', path: '/dev/null' },
          { flag: '--report', path: '/dev/null' },
        ],
        [join(folder, 'other.csv'), '/dev/null'],
      ),
    ).resolves.toBeUndefined());
});
