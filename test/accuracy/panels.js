// Public data as panels, read by the plain formats that they have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (path) => {
  const [head, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  return { head: head.split(','), rows: rows.map((row) => row.split(',')) };
};

const series = (id, times, values) => ({
  ...{ id, target: 'value', times: Float64Array.from(times), values: Float64Array.from(values) },
  ...{ past: [], future: [], statics: [] },
});

const panel = (unit, list) => ({
  ...{ frequency: { unit, count: 1 }, zone: null, timeColumn: 't', idColumn: 'id' },
  timeFormat: { pattern: 'iso', offset: null },
  ...{ targets: ['value'], pastNames: [], futureNames: [], staticNames: [], series: list },
});

/** Columns of a wide file, z-scored by their first `trainRows` rows. */
export function standardizedColumns(path, unit, rows, trainRows) {
  const { head, rows: lines } = read(path);
  const used = lines.slice(0, rows);
  const times = used.map(([time]) =>
    Date.parse(time.includes(':') ? `${time.replace(' ', 'T')}Z` : time),
  );
  const list = head.slice(1).map((name, column) => {
    const values = used.map((line) => Number(line[column + 1]));
    const known = values.slice(0, trainRows);
    const mean = known.reduce((sum, value) => sum + value, 0) / trainRows;
    const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / trainRows;
    return series(
      name,
      times,
      values.map((value) => (value - mean) / Math.sqrt(variance)),
    );
  });
  return {
    ...panel(unit, list),
    staticNames: ['column'],
    series: list.map((each) => ({ ...each, statics: [each.id] })),
  };
}

/** Long rows `id,step,value`, in the order of the file. */
export function longRows(path) {
  const byId = new Map();
  for (const [id, step, value] of read(path).rows) {
    if (!byId.has(id)) byId.set(id, { steps: [], values: [] });
    byId.get(id).steps.push(Number(step));
    byId.get(id).values.push(Number(value));
  }
  return byId;
}

export function m4Hourly(folder) {
  const train = longRows(join(folder, 'train.csv'));
  return {
    panel: panel(
      'step',
      [...train].map(([id, { steps, values }]) => series(id, steps, values)),
    ),
    test: longRows(join(folder, 'test.csv')),
    naive2: longRows(join(folder, 'published-naive2.csv')),
  };
}
