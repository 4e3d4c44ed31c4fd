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

/** A cell without the quotes and blanks around it; spreadsheets write `="…"` to keep a text. */
export const withoutQuotes = (text: string) =>
  text.replace(/^=?[\s"']+/, '').replace(/(?<![\s"'])[\s"']+$/, '');

/** Whether a cell's text means that there is no value. `extra` are the user's own marks, trimmed. */
export function isMissingText(text: string, extra?: ReadonlySet<string>): boolean {
  if (text.length > 40) return false;
  const trimmed = withoutQuotes(text);
  return markers.has(trimmed.toLowerCase()) || (extra?.has(trimmed) ?? false);
}
