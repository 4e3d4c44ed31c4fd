/** Texts that mean "no value" wherever they stand, lower case; the empty cell is one of them. */
const markers = new Set([
  ...[
    '',
    'na',
    'n/a',
    'n.a.',
    'n.a',
    '<na>',
    '#n/a',
    '#n/a n/a',
    '#na',
    'nan',
    '-nan',
    '1.#qnan',
    '1.#ind',
  ],
  ...[
    'null',
    '(null)',
    '<null>',
    'none',
    'nil',
    'undefined',
    '\\n',
    'missing',
    'nat',
    'void',
    'blank',
    '(blank)',
  ],
  ...[
    '-',
    '--',
    '---',
    '----',
    '–',
    '—',
    '−',
    '.',
    '..',
    '...',
    '…',
    '?',
    '??',
    '*',
    '**',
    '***',
    '/',
    '//',
    '///',
  ],
  ...[
    'nd',
    'n.d.',
    'n/d',
    'k.a.',
    'k. a.',
    'bd',
    's.d.',
    'm',
    'x',
    '×',
    '#',
    ':',
    ': c',
    ': u',
    ': z',
    '--:--',
    '-.-',
    '…',
  ],
  ...[
    '#value!',
    '#div/0!',
    '#ref!',
    '#name?',
    '#num!',
    '#null!',
    '#error!',
    '暂无',
    '无',
    '欠測',
    '없음',
  ],
]);

/** Whether a cell's text means that there is no value. `extra` are the user's own marks, trimmed. */
export function isMissingText(text: string, extra?: ReadonlySet<string>): boolean {
  if (text.length > 40) return false;
  const trimmed = text.replace(/^[\s"']+|[\s"']+$/g, '');
  return markers.has(trimmed.toLowerCase()) || (extra?.has(trimmed) ?? false);
}

/** Numbers that instruments write where nothing was measured. */
const sentinels = [
  -99, -999, -9999, -99999, -99.9, -999.9, -9999.9, -99.99, -999.99, -9999.99, -8888, 999, 9999,
  99999, 999.9, 9999.9, 999.99, 9999.99, 999999, -32768, 32767,
] as const;

/** The sentinels by how they are written, with every digit as 0: most cells can be told from them so. */
const sentinelsByShape = new Map<string, number[]>();
for (const value of sentinels) {
  for (const text of [`${value}`, `${value}.0`, `${value}.00`, `${value}.000`]) {
    const shape = text.replace(/\d/g, '0');
    sentinelsByShape.set(shape, [...(sentinelsByShape.get(shape) ?? []), value]);
  }
}

/** The sentinels that cells of this prototype may be. */
export const sentinelsLike = (prototype: string): readonly number[] =>
  sentinelsByShape.get(prototype.trim().replace(',', '.')) ?? [];

/**
 * The sentinels that a column's own numbers betray: seen, and further from all other numbers than
 * three times the range of those. Anything less stays a number.
 * @param values the column, NaN is missing
 * @param wanted the sentinels that it may have
 */
export function findSentinels(values: Float64Array, wanted: readonly number[]): number[] {
  const seen = new Set<number>();
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (wanted.includes(value)) seen.add(value);
    else {
      if (value < min) min = value;
      if (value > max) max = value;
      count++;
    }
  }
  if (seen.size === 0 || count < 5) return [];
  const reach = 3 * (max - min);
  return [...seen].filter((value) =>
    value < 0
      ? value < min - reach && value < 0 && min > value / 2
      : value > max + reach && value > 2 * max,
  );
}
