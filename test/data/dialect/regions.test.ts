import { describe, expect, it } from 'vitest';
import {
  chooseRegion,
  findRegions,
  modeWidth,
  skipLeadingRows,
} from '../../../src/data/dialect/regions.js';
import { rowsOf } from '../tiny-table.js';

const regionsOf = (lines: readonly string[]) =>
  findRegions(rowsOf(lines)).map(({ from, to, width }) => ({ from, to, width }));

describe('rows of numbers or times make', () => {
  it.each<[rule: string, lines: string[], regions: [from: number, to: number, width: number][]]>([
    ['one region from the first to the last of them', ['d,v', '1,2', '2,3', 'sum'], [[1, 2, 2]]],
    [
      'two regions where an empty line and a header stand between',
      ['d,v', '1,2', '2,3', '', 'e,w', '1,5', '2,6'],
      [
        [1, 2, 2],
        [5, 6, 2],
      ],
    ],
    [
      'one region where the same header is repeated and the rows go on',
      ['Year,v', '1901,2', '1902,3', '', 'Year,v', '1903,5', '1904,6'],
      [[1, 6, 2]],
    ],
    ['one region over an empty line alone', ['1,2', '', '2,3'], [[0, 2, 2]]],
    [
      'another region where the width changes for good',
      ['1,2', '2,3', '1,5,7', '2,6,8'],
      [
        [0, 1, 2],
        [2, 3, 3],
      ],
    ],
    [
      'one region where only notes stand behind the last cell',
      ['1,2', '2,3', '3,4,note', '4,5,note', '5,6'],
      [[0, 4, 2]],
    ],
  ])('%s', (_, lines, regions) => {
    expect(regionsOf(lines)).toEqual(regions.map(([from, to, width]) => ({ from, to, width })));
  });
});

describe('the table is', () => {
  const region = (count: number, times: number) => ({
    from: 0,
    to: count - 1,
    width: 2,
    count,
    times,
  });
  const [short, long, timed] = [region(4, 0), region(9, 0), region(5, 5)];

  it('the first region whose rows have times', () => {
    expect(chooseRegion([long, timed, region(8, 8)])).toBe(timed);
  });
  it('without times the longest', () => {
    expect(chooseRegion([short, long])).toBe(long);
  });
  it('not one dated row before a longer table', () => {
    expect(chooseRegion([region(1, 1), long])).toBe(long);
  });
  it('none where there is no region', () => {
    expect(chooseRegion([])).toBeNull();
  });
});

it('rows without the time that all rows below them have belong to the header', () => {
  const rows = rowsOf(['unit,3', 'kind,4', '2024-01-01,1', '2024-01-02,2', '2024-01-03,3']);
  const [region] = findRegions(rows);
  skipLeadingRows(rows, region!);
  expect(region!.from).toBe(2);
});

it('a width is the one that most rows have, the greater of two equally frequent', () => {
  expect([modeWidth([2, 3, 3]), modeWidth([2, 2, 3, 3]), modeWidth([])]).toEqual([3, 3, 0]);
});
