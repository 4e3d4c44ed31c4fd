import { log } from '../../elementary.js';
import { MOST_MARGIN, withinBounds } from '../ballot/ballot.js';

/** Encodings of one byte a character differ in few of them: three to one that the letters tell them apart. */
const LEAST_MARGIN = 1.1;

/** The encodings that are recognised, by their WHATWG names, and how sure the evidence makes us. */
export interface EncodingGuess {
  readonly encoding: string;
  readonly evidence: string;
  /** Log-odds against any other encoding. */
  readonly margin: number;
  /** Bytes of a byte order mark. */
  readonly skip: number;
}

/**
 * The encoding of a text by the evidence of its bytes alone: byte order mark, NUL pattern, valid
 * UTF-8, then the candidate whose decoding looks most like a language.
 * @param bytes the file's beginning, or the part from its first non-ASCII byte on
 */
export function detectEncoding(bytes: Uint8Array): EncodingGuess {
  return byMark(bytes) ?? byNuls(bytes) ?? byUtf8(bytes) ?? byLanguage(bytes);
}

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

function byMark(bytes: Uint8Array): EncodingGuess | null {
  for (const [encoding, mark] of marks) {
    if (mark.every((byte, i) => bytes[i] === byte)) {
      return { encoding, evidence: 'byte order mark', margin: MOST_MARGIN, skip: mark.length };
    }
  }
  return null;
}

/** UTF-16 without a mark: ASCII characters leave a NUL in every other byte. */
function byNuls(bytes: Uint8Array): EncodingGuess | null {
  const size = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < size; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const enough = size * 0.15;
  const found = (encoding: string): EncodingGuess => ({
    encoding,
    evidence: 'every other byte is zero',
    margin: MOST_MARGIN,
    skip: 0,
  });
  if (odd > enough && even * 20 < odd) return found('utf-16le');
  if (even > enough && odd * 20 < even) return found('utf-16be');
  return null;
}

function byUtf8(bytes: Uint8Array): EncodingGuess | null {
  const text = decodeStrictly('utf-8', bytes);
  if (text === null) return null;
  const ascii = text.length === bytes.length;
  return {
    encoding: 'utf-8',
    evidence: ascii ? 'ASCII characters only' : 'valid UTF-8',
    // In another encoding, a byte above ASCII is followed by one that fits in about one of four cases.
    margin: ascii ? MOST_MARGIN : withinBounds(log(4) * (bytes.length - text.length)),
    skip: 0,
  };
}

/** Null when the bytes are not of the encoding; a character cut off at the end is forgiven. */
function decodeStrictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, {
      stream: true,
    });
  } catch {
    return null;
  }
}

/** Characters that tables of data are full of, by language: a wrong decoding hits few of them. */
const eastAsian: readonly (readonly [string, string])[] = [
  [
    'gb18030',
    '的一是在日期时间年月号开盘收最高低价成交量额涨跌幅换手率股票代码名称证券前后复权指数市场总计合平均温度湿气压风速向降水雨站点城北京上海广州深圳数据值单位元万亿人口销售金客户订产品类型状态备注序编地区省国家用电力负荷流入出小分秒周星天中大均线比例净利润营业交易买卖',
  ],
  [
    'big5',
    '的一是在日期時間年月號開盤收最高低價成交量額漲跌幅股票代碼名稱證券前後指數市場總計合平均溫度濕氣壓風速向降水雨站點城臺台北灣香港數據值單位元萬億人口銷售金客戶訂產品類型狀態備註序編地區國家用電力流入出小分秒週星天中大筆本益比差買賣',
  ],
  [
    'shift_jis',
    'の年月日時分秒気温度降水量平均最高低風速向湿圧雨雪積深照時間合計現象観測地点東京大阪値品質情報均番号始終安出来高前比株価指数売買銘柄名称数単位円万億人口曜祝備考件数金額商品店舗売上',
  ],
  [
    'euc-jp',
    'の年月日時分秒気温度降水量平均最高低風速向湿圧雨雪積深照時間合計現象観測地点東京大阪値品質情報番号始終安出来高前比株価指数売買銘柄名称数単位円万億人口',
  ],
  [
    'euc-kr',
    '날짜시가고저종거래량일자년월분초기온강수풍속습도평균최대지점명번호금액수단위원가격등락률전대비합계서울부산인구매출상품코드주식시장총액별도구군동읍면관측',
  ],
];

function byLanguage(bytes: Uint8Array): EncodingGuess {
  const sample = bytes.subarray(0, 65536);
  let best: EncodingGuess = westernGuess(sample);
  // Below, the bytes look no more Asian than chance; where they come in pairs only, nearly all is.
  let bestScore = areAllPairs(sample) ? 0.05 : 0.25;
  for (const [encoding, frequent] of eastAsian) {
    const text = decodeStrictly(encoding, sample);
    if (text === null) continue;
    const score = frequentShare(text, frequent);
    if (score <= bestScore) continue;
    bestScore = score;
    best = {
      encoding,
      evidence: `${Math.round(score * 100)} % of its characters are frequent ones`,
      // Log-odds of a character that is frequent against one that is not, for five of them.
      margin: withinBounds(
        5 * log((score + 0.05) / (1 - Math.min(score, 0.99) + 0.05)) + LEAST_MARGIN,
      ),
      skip: 0,
    };
  }
  return best;
}

/** At least this many different runs of bytes above ASCII tell pairs from chance. */
const MIN_RUNS = 6;

/** Whether all runs of bytes above ASCII are of even length, as in EUC and GB 2312. */
function areAllPairs(bytes: Uint8Array): boolean {
  const runs = new Set<string>();
  let run = '';
  for (const byte of bytes) {
    if (byte >= 0x80) run += String.fromCharCode(byte);
    else if (run.length % 2 === 1) return false;
    else if (run !== '') {
      runs.add(run);
      run = '';
    }
  }
  return runs.size >= MIN_RUNS;
}

/** Share of the non-ASCII characters that are kana or in `frequent`; a name in every row counts once. */
function frequentShare(text: string, frequent: string): number {
  let all = 0;
  let hits = 0;
  for (const character of [...new Set(text.match(/[^\0-\x7f]+/g))].join('')) {
    const unit = character.codePointAt(0)!;
    if (unit < 0x80 || (unit >= 0xff00 && unit < 0xff60) || unit === 0x3000) continue;
    all++;
    if (unit >= 0x3040 && unit <= 0x30ff) hits++;
    else if (frequent.includes(character)) hits++;
  }
  return all === 0 ? 0 : hits / all;
}

/** Bytes that are ğ, ı, ş, Ğ, İ, Ş in Turkish and ð, ý, þ, Ð, Ý, Þ in Icelandic, which has accents too. */
const turkish = [0xf0, 0xfd, 0xfe, 0xd0, 0xdd, 0xde];
const accents = [0xe1, 0xed, 0xf3, 0xfa, 0xe6, 0xc1, 0xcd, 0xd3, 0xda, 0xc6];

/**
 * One byte a character: Turkish by its letters, Cyrillic by its runs, Latin-9 by its euro sign, Central
 * European by letters.
 */
function westernGuess(bytes: Uint8Array): EncodingGuess {
  let controls = 0;
  let inRuns = 0;
  let high = 0;
  let euros = 0;
  let central = 0;
  let amongAscii = 0;
  let turks = 0;
  let accented = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    high++;
    if (byte < 0xa0) controls++;
    const before = bytes[i - 1] ?? 0;
    const after = bytes[i + 1] ?? 0;
    if (byte >= 0xc0 && (before >= 0xc0 || after >= 0xc0)) inRuns++;
    if (byte === 0xa4) euros++;
    if (byte >= 0xc0 && [before, after].some((other) => other < 0x80 && isLetter(other)))
      amongAscii++;
    if (turkish.includes(byte)) turks++;
    if (accents.includes(byte)) accented++;
    if (
      [0xb3, 0xb9, 0xbf, 0x9c, 0x9f, 0xa3, 0xa5, 0xaf, 0x8c, 0x9e, 0x9a].includes(byte) &&
      isLetter(before) &&
      isLetter(after)
    )
      central++;
  }
  const guess = (encoding: string, evidence: string): EncodingGuess => ({
    encoding,
    evidence,
    margin: LEAST_MARGIN,
    skip: 0,
  });
  const isLatin = amongAscii > high * 0.3;
  if (isLatin && turks > high * 0.3 && accented === 0)
    return guess('windows-1254', 'Turkish letters inside words');
  if (!isLatin && inRuns > high * 0.7 && high > 4)
    return guess('windows-1251', 'runs of Cyrillic letters');
  if (central > high * 0.2) return guess('windows-1250', 'Central European letters inside words');
  if (controls === 0 && euros > 0) return guess('iso-8859-15', 'euro signs at A4');
  return guess('windows-1252', 'not UTF-8; single high bytes between ASCII characters');
}

const isLetter = (byte: number) =>
  (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || byte >= 0xc0;

/** Whether a TextDecoder knows the name; returns the WHATWG name, or null. */
export function encodingName(name: string): string | null {
  const spoken: Readonly<Record<string, string>> = {
    'latin-9': 'iso-8859-15',
    latin9: 'iso-8859-15',
    'latin-1': 'windows-1252',
    cp936: 'gbk',
    cp932: 'shift_jis',
    cp949: 'euc-kr',
    cp950: 'big5',
    cp1252: 'windows-1252',
    cp1250: 'windows-1250',
    cp1251: 'windows-1251',
    utf8: 'utf-8',
    utf16: 'utf-16le',
    'utf-8-sig': 'utf-8',
  };
  const wanted = name.toLowerCase();
  try {
    return new TextDecoder(Object.hasOwn(spoken, wanted) ? spoken[wanted] : wanted).encoding;
  } catch {
    return null;
  }
}
