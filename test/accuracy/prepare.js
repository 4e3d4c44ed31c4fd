import { readFileSync, writeFileSync } from 'node:fs';

const lines = (path) => readFileSync(path, 'utf8').trim().split(/\r?\n/);

/**
 * Writes the first `rows` rows of a wide file with every column but the first (the date) z-scored by
 * the mean and the (population) deviation of the training part, as the published protocols have it.
 */
export function zScored(source, target, { rows, trainRows }) {
  const [header, ...body] = lines(source);
  const cells = body.slice(0, rows).map((line) => line.split(','));
  const scales = header.split(',').map((_, column) => spreadOf(cells, column, trainRows));
  const scaled = cells.map((row) =>
    row.map((cell, column) => {
      if (column === 0) return cell;
      const { mean, deviation } = scales[column];
      return String((Number(cell) - mean) / deviation);
    }),
  );
  const names = header.split(',').map((name, column) => (column === 0 ? 'date' : `c_${name}`));
  writeFileSync(target, `${[names, ...scaled].map((row) => row.join(',')).join('\n')}\n`);
  return names.slice(1);
}

function spreadOf(cells, column, trainRows) {
  const values = cells.slice(0, trainRows).map((row) => Number(row[column]));
  const mean = values.reduce((sum, value) => sum + value, 0) / trainRows;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / trainRows;
  return { mean, deviation: Math.sqrt(variance) };
}

/**
 * Writes training and test rows as one long file, each series' test rows after its others; with `part` only
 * the lines that hold it.
 */
export function joined(train, test, target, part = '') {
  const [header, ...first] = lines(train);
  const rows = new Map();
  for (const line of [...first, ...lines(test).slice(1)]) {
    if (!line.includes(part)) continue;
    const id = line.slice(0, line.indexOf(','));
    if (!rows.has(id)) rows.set(id, []);
    rows.get(id).push(line);
  }
  writeFileSync(target, `${[header, ...[...rows.values()].flat()].join('\n')}\n`);
}
