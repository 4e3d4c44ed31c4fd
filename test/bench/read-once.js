// Reads a CSV once and prints { ms, peakMb }: node read-once.js parse|panel FILE DELIMITER
import { createReadStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { readPanel } from '../../dist/data/read-panel.js';

const [how, file, delimiter] = process.argv.slice(2);

const ways = {
  async parse() {
    const parser = createReadStream(file).pipe(parse({ delimiter }));
    let cells = 0;
    parser.on('data', (record) => {
      cells += record.length;
    });
    await finished(parser);
    return cells;
  },
  panel: () => readPanel([file], { target: ['a', 'b', 'c', 'd', 'e'] }),
};

const start = performance.now();
await ways[how]();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024 }));
