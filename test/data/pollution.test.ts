import { expect, it } from 'vitest';
import { createRandom } from '../../src/random.js';
import { inspectText } from './csv-text.js';
import { type PollutedFile, pollute } from './pollute.js';

const ROWS = 24;
const names = ['Date', 'Sales', 'Price', 'Shop'];
const rows = Array.from({ length: ROWS }, (_, i) => [
  `2024-01-${String(i + 1).padStart(2, '0')}`,
  String(100 + ((i * 37) % 91)),
  (10 + ((i * 53) % 70) / 10).toFixed(2),
  i % 2 ? 'North' : 'South, "Main" road',
]);
const sumOf = (column: number, without = -1) =>
  rows.reduce((sum, row, i) => sum + (i === without ? 0 : Number(row[column])), 0);

async function read(text: string) {
  const { sources, findings, problem } = await inspectText(text);
  const { rows: count, time, columns } = sources[0]!;
  const [sales, price] = ['sales', 'price'].map(
    (name) => columns.find((column) => column.name.toLowerCase() === name)?.sum ?? Number.NaN,
  );
  const said = findings.map(({ text: sentence }) => sentence);
  return { problem, count, first: time.first, last: time.last, sales: sales!, price: price!, said };
}

/** Whole files are read whole; of a spoilt row its own numbers may be missing, never other numbers. */
async function complaint({ text, spoilt }: PollutedFile): Promise<string | null> {
  const found = await read(text);
  const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
  if (found.problem) return found.problem.message;
  const whole = found.count === ROWS && near(found.sales, sumOf(1)) && near(found.price, sumOf(2));
  if (whole) return null;
  if (spoilt === null || spoilt === 0) return JSON.stringify(found);
  const allowed = [1, 2].every((column) => {
    const sum = column === 1 ? found.sales : found.price;
    return near(sum, sumOf(column)) || near(sum, sumOf(column, spoilt - 1));
  });
  if (!allowed || found.count < ROWS - 1) return JSON.stringify(found);
  return null;
}

it('of every spoilt file all sound numbers are read, and no number that is not there', async () => {
  const all = pollute([names, ...rows]);
  // Every file of its kind, and of the spoilt rows a sample that is the same at every run.
  const random = createRandom(5);
  const some = all.filter(({ spoilt }) => spoilt === null || random.integer(20) === 0);
  const wrong: string[] = [];
  for (const file of some) {
    const said = await complaint(file);
    if (said) wrong.push(`${file.name}: ${said}`);
  }
  expect(wrong).toEqual([]);
  expect(some.length).toBeGreaterThan(140);
});
