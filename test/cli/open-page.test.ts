import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openerOf, openPage, withPage } from '../../src/cli/open-page.js';
import type { PresentFlags } from '../../src/cli/output-files.js';
import { gatecast } from './gatecast.js';

const paged = (flags: PresentFlags) => withPage(flags);

describe('--open', () => {
  it('writes the page to the temporary folder where no flag says where', () => {
    expect(paged({ open: true }).report).toMatch(/gatecast-report-\d+\.html$/);
    expect(paged({ open: true, report: 'a.html' }).report).toBe('a.html');
    expect(paged({ open: true, 'chart-file': 'b.html' })).toEqual({
      open: true,
      'chart-file': 'b.html',
    });
    expect(paged({ open: true, 'chart-file': 'b.svg' }).report).toBeDefined();
    expect(paged({}).report).toBeUndefined();
  });

  it.each([
    ['linux', undefined, 'xdg-open'],
    ['darwin', undefined, 'open'],
    ['win32', undefined, 'rundll32'],
    ['linux', 'firefox', 'firefox'],
  ] as const)('asks on %s with BROWSER %s the program %s', (platform, browser, program) => {
    const opener = openerOf('/tmp/a b.html', platform, browser);
    expect(opener.program).toBe(program);
    expect(opener.args.at(-1)).toBe('file:///tmp/a%20b.html');
  });

  it('says where the page lies when no browser can be started', async () => {
    const said: string[] = [];
    const before = process.env.BROWSER;
    process.env.BROWSER = '/no/such/browser';
    await openPage('/tmp/page.html', (text) => said.push(text));
    if (before === undefined) delete process.env.BROWSER;
    else process.env.BROWSER = before;
    expect(said).toEqual([
      '--open: /no/such/browser could not be started; the page is /tmp/page.html',
    ]);
  });

  it('opens what was written, after it was written', async () => {
    const page = join(mkdtempSync(join(tmpdir(), 'open-')), 'page.html');
    const { exitCode, stderr } = await gatecast(
      ['inspect', 'demo:weather', '--target', 'temp_max', '--open', '--report', page],
      { env: { BROWSER: '/no/such/browser' } },
    );
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`wrote ${page}\n--open: /no/such/browser could not be started`);
    expect(readFileSync(page, 'utf8')).toMatch(/<footer>gatecast \S+, \d{4}-\d\d-\d\d \d\d:\d\d</);
  });
});
