import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const ROWS = 1_000_000;
const COLUMNS = 6;
const RUNS = 3;
const script = fileURLToPath(new URL('read-once.js', import.meta.url));

/** Ways to write the same rows: minutes and five columns of decimals. */
const files = [
  { name: 'plain', delimiter: ',', cell: (text) => text },
  {
    name: 'quotes, semicolons, decimal commas',
    delimiter: ';',
    cell: (text) => `"${text.replace('.', ',')}"`,
  },
  {
    name: 'a tenth of the rows with quotes in quotes',
    delimiter: ',',
    cell: (text) => text,
    remark: (row) => (row % 10 === 0 ? 'a ""b"", c' : 'x'),
  },
  {
    name: 'a tenth of the rows with line breaks',
    delimiter: ',',
    cell: (text) => text,
    remark: (row) => (row % 10 === 0 ? 'a\nb' : 'x'),
  },
];

async function writeSample(file, { delimiter, cell, remark }) {
  const stream = createWriteStream(file);
  const header = ['time', 'a', 'b', 'c', 'd', 'e', ...(remark ? ['remark'] : [])];
  stream.write(`${header.join(delimiter)}\n`);
  for (let first = 0; first < ROWS; first += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const row = first + i;
      const time = new Date(Date.UTC(2020, 0, 1, 0, row)).toISOString().slice(0, 16);
      const values = [1, 2, 3, 4, 5].map((k) => (100 * Math.sin(row / (50 * k)) + k).toFixed(3));
      const cells = [time, ...values].map(cell);
      if (remark) cells.push(`"${remark(row)}"`);
      return `${cells.join(delimiter)}\n`;
    });
    stream.write(lines.join(''));
  }
  stream.end();
  await finished(stream);
}

/** Each in its own process, so that memory is its own: { ms, peakMb }. */
function readOnce(how, file, delimiter) {
  const args = [script, how, file, delimiter];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** Time to read large files into a panel against csv-parse doing nothing but parse them, in turns. */
export async function measureReading() {
  const folder = mkdtempSync(join(tmpdir(), 'gatecast-bench-'));
  const results = [];
  for (const way of files) {
    const file = join(folder, 'large.csv');
    await writeSample(file, way);
    let [parseMs, panelMs, peakMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    for (let run = 0; run < RUNS; run++) {
      parseMs = Math.min(parseMs, readOnce('parse', file, way.delimiter).ms);
      const panel = readOnce('panel', file, way.delimiter);
      panelMs = Math.min(panelMs, panel.ms);
      peakMb = Math.max(peakMb, panel.peakMb);
    }
    results.push({ file: way.name, parseMs, panelMs, multiple: panelMs / parseMs, peakMb });
  }
  rmSync(folder, { recursive: true });
  return { rows: ROWS, columns: COLUMNS, files: results };
}
