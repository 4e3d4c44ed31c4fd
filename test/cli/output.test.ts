import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatecast } from './gatecast.js';
import { daily, put, temporaryFolder, wave } from './samples.js';

const folder = temporaryFolder();
const file = put(folder, 'sales.csv', daily(120, wave));
const quick = ['forecast', file, '-m', 'mean', '-n', '3', '--windows', '4'];
const ESC = String.fromCharCode(27);
const longest = (text: string) => Math.max(...text.split('\n').map((line) => [...line].length));

describe('output', () => {
  it('--output replaces a file, keeps its mode, and prints nothing on standard output', () => {
    const path = put(folder, 'old.csv', 'old contents');
    chmodSync(path, 0o640);
    const { stdout, exitCode } = gatecast([...quick, '--output', path]);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
    expect(readFileSync(path, 'utf8')).toBe(gatecast(quick).stdout);
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('a run that fails leaves the old file and no other', () => {
    const path = put(folder, 'kept.csv', 'old contents');
    const before = readdirSync(folder);
    const html = join(folder, 'report.html');
    const args = [...quick, '--target', 'none', '--output', path, '--chart-file', html];
    expect(gatecast(args).exitCode).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('old contents');
    expect(readdirSync(folder)).toEqual(before);
  });

  it.each([
    ['train', '-m', 'mean', '-n', '3', '--output'],
    ['forecast', '-m', 'mean', '-n', '3', '--forecasts'],
    ['ingest', '--output'],
  ])('%s does not write over the file it reads', (...args) => {
    const before = readFileSync(file, 'utf8');
    const { stderr, exitCode } = gatecast([...args, file, file]);
    expect(stderr).toMatch(
      /^error: --\w+: ".*sales.csv" is read by this command and would be lost\n/,
    );
    expect(exitCode).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('- is no file that a result is written to', () => {
    const { stderr, exitCode } = gatecast([...quick, '--output', '-'], { cwd: folder });
    expect(stderr).toMatch(/^error: --output: "-" is no file's name\n hint: standard output /);
    expect(exitCode).toBe(2);
  });

  it('the ending of --output names the format, and --format wins over it', () => {
    const json = join(folder, 'rows.json');
    const markdown = join(folder, 'rows.md');
    const other = join(folder, 'rows.txt');
    gatecast([...quick, '--output', json]);
    gatecast([...quick, '--output', markdown]);
    gatecast([...quick, '--output', other, '--format', 'jsonl']);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toHaveLength(3);
    expect(readFileSync(markdown, 'utf8')).toMatch(/^\| /m);
    const lines = readFileSync(other, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(['date', 'date', 'date']);
  });

  it.each([
    ['svg', /<svg/],
    ['html', /<html/],
    ['png', /PNG/],
  ])('--chart-file writes .%s', (ending, contents) => {
    const path = join(folder, `chart.${ending}`);
    expect(gatecast([...quick, '--chart-file', path]).exitCode).toBe(0);
    expect(readFileSync(path, 'latin1').slice(0, 4096)).toMatch(contents);
  });

  it('the chart of a backtest shows the model that was asked for, not a control', () => {
    const args = ['backtest', file, '-m', 'linear', '-n', '3', '--windows', '4'];
    const { stdout } = gatecast([...args, '--format', 'table', '--chart']);
    expect(stdout).toMatch(/^value: linear at 4 cutoffs$/m);
  });

  it('a chart of one series of two says where the other is', () => {
    const twin = put(folder, 'twin.csv', daily(120, wave));
    const note = 'note: the chart shows the first of 2; --report FILE.html draws them all\n';
    const picture = join(folder, 'first.svg');
    expect(gatecast([...quick, twin, '--chart']).stderr).toContain(note);
    expect(gatecast([...quick, twin, '--chart-file', picture]).stderr).toContain(note);
    expect(gatecast([...quick, twin]).stderr).not.toContain(note);
  });

  it('--report writes the whole page beside a picture, and only as .html', () => {
    const [picture, page] = [join(folder, 'beside.svg'), join(folder, 'page.html')];
    expect(gatecast([...quick, '--chart-file', picture, '--report', page]).exitCode).toBe(0);
    expect(readFileSync(picture, 'utf8')).toMatch(/<svg/);
    expect(readFileSync(page, 'utf8')).toMatch(/<html[\s\S]*<h2[^>]*>Forecast/);
    const refused = gatecast([...quick, '--report', join(folder, 'page.pdf')]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/--report: .*page\.pdf/);
  });

  it('--json prints one document and still writes the files asked for', () => {
    const path = join(folder, 'beside.csv');
    const { stdout, stderr } = gatecast([...quick, '--json', '--output', path]);
    expect(JSON.parse(stdout).command).toBe('forecast');
    expect(stderr).toBe('');
    expect(existsSync(path)).toBe(true);
  });

  it('no colour in a pipe, colour with FORCE_COLOR, none with NO_COLOR', () => {
    const table = [...quick, '--format', 'table', '--chart'];
    expect(gatecast(table).stdout).not.toContain(ESC);
    expect(gatecast(table, { env: { FORCE_COLOR: '1' } }).stdout).toContain(ESC);
    expect(gatecast(table, { env: { NO_COLOR: '1' } }).stdout).not.toContain(ESC);
  });

  it('COLUMNS sets the width of tables and charts', () => {
    const table = [...quick, '--format', 'table', '--chart'];
    const wide = gatecast(table, { env: { COLUMNS: '140' } }).stdout;
    const narrow = gatecast(table, { env: { COLUMNS: '60' } }).stdout;
    expect(longest(wide)).toBeGreaterThan(100);
    expect(longest(wide)).toBeLessThanOrEqual(140);
    expect(longest(narrow)).toBeLessThanOrEqual(60);
  });

  it('--ascii draws with plain characters', () => {
    const { stdout } = gatecast([...quick, '--format', 'table', '--chart', '--ascii']);
    expect([...stdout].filter((letter) => letter.charCodeAt(0) > 126)).toEqual([]);
  });

  it('text that a spreadsheet would run is made harmless, unless asked for as it is', () => {
    const text = daily(120, wave)
      .split('\n')
      .map((line, i) => (line === '' ? line : `${i === 0 ? 'shop' : '=1+1'},${line}`))
      .join('\n');
    const path = join(folder, 'formula.csv');
    writeFileSync(path, text);
    const args = ['forecast', path, '--id', 'shop', '-m', 'mean', '-n', '1', '--windows', '2'];
    const firstCell = (more: string[]) => gatecast([...args, ...more]).stdout.split('\n')[1];
    expect(firstCell([])).not.toMatch(/^=/);
    expect(firstCell(['--raw-text'])).toMatch(/^=1\+1,/);
  });
});
