import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellColumnBuilder, cellColumn } from '../../../src/data/cells/cell-builder.js';
import { cellText } from '../../../src/data/cells/cells.js';
import { templateOf } from '../../../src/data/cells/long-cells.js';

const cell = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.integer().map(String),
  fc.tuple(fc.nat(999), fc.nat(999)).map(([a, b]) => `${a}.${b}`),
  fc.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+\d{2}:\d{2}$/),
);

describe('a column of cells', () => {
  it('gives back every text it was given', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (texts) => {
        const plain = texts.filter((text) => !/[\ue000-\ue01f]/.test(text) && !/\d{16}/.test(text));
        const column = cellColumn(plain);
        expect(plain.map((_, row) => cellText(column, row))).toEqual(plain);
      }),
    );
  });

  it('reads the same cell from bytes as from text', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ -~]{0,30}$/), { maxLength: 30 }), (texts) => {
        const fromText = cellColumn(texts);
        const builder = new CellColumnBuilder();
        for (const text of texts) builder.addUnits(Buffer.from(text), 0, text.length);
        expect(builder.finish()).toEqual(fromText);
      }),
    );
  });

  it('knows the template of a cell without a column', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const { templates, codes } = cellColumn([text]);
        expect(templateOf(text)).toBe(templates[codes[0]!]);
      }),
    );
  });

  it('keeps one template for all numbers of one shape', () => {
    const column = cellColumn(['12.8', '10.6', '11.7']);
    expect(column.templates).toHaveLength(2);
    expect([...column.digits]).toEqual([128, 106, 117]);
  });

  it('keeps numbers of more than 15 digits as doubles', () => {
    const column = cellColumn(['5.827000141143799', '-1.3400000333786009']);
    expect([...column.digits]).toEqual([5.827000141143799, -1.3400000333786009]);
  });

  it('takes back the last cell', () => {
    const builder = new CellColumnBuilder();
    builder.add('1');
    builder.add('x');
    builder.pop();
    builder.add('2');
    const column = builder.finish();
    expect([cellText(column, 0), cellText(column, 1)]).toEqual(['1', '2']);
    expect(column.counts.reduce((sum, count) => sum + count)).toBe(2);
  });
});
