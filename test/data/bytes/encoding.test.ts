import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../src/data/bytes/encoding.js';
import { inspectText } from '../csv-text.js';

/** Bytes of a text in an encoding, by inverting the decoder over one or two bytes. */
function encode(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && !table.has(character)) table.set(character, [lead, trail]);
    }
  }
  for (let byte = 0; byte < 0x100; byte++) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (character !== '\ufffd') table.set(character, [byte]);
  }
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? [0x3f]));
}

describe('the encoding', () => {
  it.each([
    ['gb18030', '日期,开盘,收盘,最高,最低,成交量\n'],
    ['big5', '日期,開盤價,收盤價,最高價,最低價,成交量\n'],
    ['shift_jis', '年月日,平均気温,最高気温,降水量の合計\n'],
    ['euc-kr', '날짜,시가,고가,저가,종가,거래량\n'],
    ['windows-1252', 'Datum;Größe;Höhe;Temperatur °C\n'],
    ['windows-1251', 'Дата;Температура;Давление\n'],
    ['windows-1250', 'Data;Wartość;Najwyższy;Średnia temperatura łączna\n'],
  ])('%s is known by its characters', (encoding, header) => {
    const bytes = encode(`${header}2024-01-01;1\n`, encoding);
    expect(detectEncoding(bytes).encoding).toBe(encoding);
    expect(new TextDecoder(encoding).decode(bytes)).toContain(header);
  });

  it('is UTF-8 where the bytes are valid UTF-8', () => {
    expect(detectEncoding(Buffer.from('Größe, 気温, 日期')).encoding).toBe('utf-8');
  });

  it.each([
    ['utf-16le', Buffer.from('\ufeffdate,v\n2024-01-01,1\n2024-01-02,2\n', 'utf16le')],
    ['utf-16le', Buffer.from('date,v\n2024-01-01,1\n2024-01-02,2\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffdate,v\n2024-01-01,1\n2024-01-02,2\n', 'utf16le').swap16()],
    ['utf-16be', Buffer.from('date,v\n2024-01-01,1\n2024-01-02,2\n', 'utf16le').swap16()],
  ])('%s is read with and without a byte order mark', async (encoding, bytes) => {
    const { sources } = await inspectText(bytes);
    expect(sources[0]!.encoding).toBe(encoding);
    expect(sources[0]!.columns.map(({ name }) => name)).toEqual(['date', 'v']);
  });

  it('may show only in the last line', async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => `${row},abc\n`).join('');
    const bytes = Buffer.concat([
      Buffer.from(`n,name\n${rows}`),
      encode('60000,Größe\n', 'windows-1252'),
    ]);
    const { sources } = await inspectText(bytes);
    expect(sources[0]!.encoding).toBe('windows-1252');
    expect(sources[0]!.columns[1]!.last).toBe('Größe');
  });

  it('follows --encoding against the evidence', async () => {
    const { sources } = await inspectText(encode('n;Größe\n1;2\n3;4\n', 'windows-1252'), {
      encoding: 'latin-9',
    });
    expect(sources[0]!.columns[1]!.name).toBe('Größe');
  });
});

it('keeps the euro sign of windows-1252, in small files and large', async () => {
  for (const count of [3, 30_000]) {
    const rows = Array.from({ length: count }, (_, row) => `${row};${row},50 \u0080`).join('\n');
    const { sources } = await inspectText(Buffer.from(`n;preis\n${rows}\n`, 'latin1'));
    expect(sources[0]!.columns[1]).toMatchObject({ type: 'number', last: count - 0.5 });
  }
});
