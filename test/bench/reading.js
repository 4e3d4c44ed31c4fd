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

/** Minutes and five columns of plain decimals. */
async function writeSample(file) {
  const stream = createWriteStream(file);
  stream.write('time,a,b,c,d,e\n');
  for (let first = 0; first < ROWS; first += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => {
      const row = first + i;
      const time = new Date(Date.UTC(2020, 0, 1, 0, row)).toISOString().slice(0, 16);
      const values = [1, 2, 3, 4, 5].map((k) => (100 * Math.sin(row / (50 * k)) + k).toFixed(3));
      return `${time},${values.join(',')}\n`;
    });
    stream.write(lines.join(''));
  }
  stream.end();
  await finished(stream);
}

/** Each in its own process, so that memory is its own: { ms, peakMb }. */
function readOnce(how, file) {
  return JSON.parse(execFileSync(process.execPath, [script, how, file], { encoding: 'utf8' }));
}

/** Time to read a large file into a panel against csv-parse doing nothing but parse it. */
export async function measureReading() {
  const folder = mkdtempSync(join(tmpdir(), 'gatecast-bench-'));
  const file = join(folder, 'large.csv');
  await writeSample(file);
  let [parseMs, panelMs, peakMb] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let run = 0; run < RUNS; run++) {
    parseMs = Math.min(parseMs, readOnce('parse', file).ms);
    const panel = readOnce('panel', file);
    panelMs = Math.min(panelMs, panel.ms);
    peakMb = Math.max(peakMb, panel.peakMb);
  }
  rmSync(folder, { recursive: true });
  return { rows: ROWS, columns: COLUMNS, parseMs, panelMs, multiple: panelMs / parseMs, peakMb };
}
