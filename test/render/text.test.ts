import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormat } from '../../src/render/number-format.js';
import { clip, pad, textWidth, wrap } from '../../src/render/text-width.js';
import { visibleText } from '../../src/visible-text.js';

describe('text width', () => {
  it.each([
    ['abc', 3],
    ['气温', 4],
    ['ｱｲｳ', 3],
    ['한국어', 6],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['☀️', 2],
    ['🇩🇪', 2],
    ['Å–…', 3],
    ['', 0],
  ])('of %s is %i columns', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('is kept by clipping and padding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 30 }),
        (text, width) => {
          const clipped = clip(text, width);
          expect(textWidth(clipped)).toBeLessThanOrEqual(width);
          expect(textWidth(pad(clipped, width, 'right'))).toBe(width);
          if (textWidth(text) <= width) expect(clipped).toBe(text);
        },
      ),
      { seed: 2 },
    );
  });

  it('cuts wide characters whole', () => {
    expect(clip('最高気温', 6)).toBe('最高…');
  });

  it('wraps at blanks', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('', 7)).toEqual([]);
  });
});

describe('visible text', () => {
  it('writes control characters and marks that turn text round as escapes', () => {
    expect(visibleText('a\u001b[31m\n\u202eb\u0000')).toBe('a\\x1b[31m\\n\\u202eb\\x00');
  });

  it('leaves everything else alone', () => {
    const text = 'Größe 温度 👩‍👩‍👧 “x”';
    expect(visibleText(text)).toBe(text);
  });
});

describe('number format', () => {
  const shown = (values: readonly number[], digits?: number) => {
    const format = numberFormat(values, digits);
    return values.map(format).join(' ');
  };

  it('shares decimals within a column', () => {
    expect(shown([12.8, 5, -0.25])).toBe('12.80 5.00 -0.25');
    expect(shown([3230.781, 2.5])).toBe('3230.78 2.50');
  });

  it('shows no more decimals than there are', () => {
    expect(shown([12.8, 5])).toBe('12.8 5.0');
    expect(shown([1461, 3])).toBe('1461 3');
  });

  it('keeps what is small from becoming zero', () => {
    expect(shown([0.000123456, 0.02])).toBe('0.00012 0.02000');
  });

  it('writes columns of the very large and very small with exponents', () => {
    expect(shown([1.23456e20, 0])).toBe('1.235e20 0');
    expect(shown([-4.5e-9])).toBe('-4.500e-9');
  });

  it('has no negative zero, and nothing for what is missing', () => {
    expect(numberFormat([100.25])(-0.001)).toBe('0.00');
    expect(numberFormat([1.25])(-0)).toBe('0.00');
    expect(numberFormat([1])(Number.NaN)).toBe('');
  });
});
