/** What columns are called, by meaning, in the languages of the exports that people have. */
const words = (list: string) => new Set(list.split('|'));

const meanings = {
  time: words(
    'date|time|datetime|timestamp|ts|dt|day|period|month|year|week|quarter|half|semester|season|yearmonth|yearweek|ds|index|observation_date|valid|obstime|' +
      'datum|zeit|zeitstempel|zeitpunkt|uhrzeit|tag|monat|jahr|messdatum|mess_datum|fecha|hora|mes|año|ano|data|czas|miesiąc|rok|' +
      'jour|heure|mois|année|annee|dato|tid|päivä|tarih|日期|时间|時間|日付|日時|年月日|年月|年|月|交易日期|交易时间|날짜|일자|일시|시간|дата|время',
  ),
  open: words(
    'open|open price|opening price|open index value|open_price|price_open|openprice|opening|开盘|開盤|开盘价|開盤價|開盤指數|開市|eröffnung|eröffn.|erster|otwarcie|kurs otwarcia|始値|시가|ouverture|ouv.|ouv|apertura|' +
      'abertura|öppen|öppningskurs|åbning|avaus|openingskoers|açılış|pembukaan|mở|mở cửa|giá mở cửa|откр.|открытие|цена открытия|ราคาเปิด',
  ),
  high: words(
    'high|high price|high_price|price_high|highprice|highest|最高|最高价|最高價|最高指數|hoch|tageshoch|najwyzszy|najwyższy|kurs max|kurs maksymalny|高値|고가|plus haut|+haut|haut|máxima|maxima|máximo|maximo|massimo|' +
      'max.|högst|høj|hoog|yüksek|tertinggi|cao|giá cao nhất|макс.|ราคาสูงสุด',
  ),
  low: words(
    'low|low price|low_price|price_low|lowprice|lowest|最低|最低价|最低價|最低指數|tief|tagestief|najnizszy|najniższy|kurs min|kurs minimalny|安値|저가|plus bas|+bas|bas|mínima|minima|mínimo|minimo|minimo|' +
      'min.|lägst|lav|laag|düşük|terendah|thấp|giá thấp nhất|мин.|ราคาต่ำสุด',
  ),
  close: words(
    'close|closing|closing price|closing value|closing index value|close price|close_price|price_close|closeprice|close/last|收盘|收盤|收盘价|收盤價|收盤指數|收市|收市價|schluss|schlusskurs|schlusspreis|' +
      'zamkniecie|zamknięcie|kurs zamknięcia|kurs zamkniecia|終値|종가|cierre|clôture|clot.|clos|clôt.|fechamento|chiusura|slotkoers|stängning|stängningskurs|slutkurs|kapanış|penutupan|đóng cửa|giá đóng cửa|закр.|закрытие|цена закрытия|ราคาปิด',
  ),
  /** The price where no column is the close. */
  last: words(
    'last|latest|last price|last_price|px_last|price|zuletzt|último|ultimo|dernier|kurs|laatst|senaste|senest|ostatnio|şimdi|terakhir|lần cuối|цена|最新价|現在値',
  ),
  adjusted: words(
    'adj close|adjclose|adjusted|adj_close|adj. close|adjusted close|adjusted_close|adjusted close price|adj close price|adjusted closing price|close_adj|closeadj|adj_close_price|復権終値|調整終値|終値調整値|调整后收盘价|調整後終値|調整後終値*|후복권종가|수정종가',
  ),
  volume: words(
    'volume|vol|vol.|成交量|成交额|成交額|成交股數|volumen|wolumen|wol.|umsatz|stück|stuecke|出来高|거래량|거래대금|turnover|amount|総売買高|totvol|volym|hac.|hacim|объём|объем|ปริมาณ|volumefrom|volumeto|tickvol',
  ),
  value: words(
    'value|values|y|target|wert|valor|valeur|wartość|值|数值|値|값|obs_value|mean|amount|sales|demand|load|count|total',
  ),
  index: words('index|idx|step|t|i|n|no|no.|nr|nr.|row|rownum|unnamed: 0|序号|#|obs|id'),
  year: words(
    'year|yyyy|yy|yr|jahr|jaar|año|ano|anno|année|annee|rok|år|ár|vuosi|év|yıl|tahun|god|год|年|年度|년|년도|연도',
  ),
  month: words(
    'month|mm|mo|mon|mn|mnth|mth|monat|maand|mes|mês|mese|mois|miesiac|miesiąc|měsíc|mesiac|månad|måned|mánuður|kuukausi|kk|hónap|ay|bulan|mesec|месяц|月|月份|월',
  ),
  week: words(
    'week|wk|kw|woche|semana|semaine|settimana|tydzień|týden|vecka|uge|uke|viikko|hafta|неделя|周|週|주|week no|week number|isoweek|weeknum|week_number',
  ),
  season: words('season|seas|saison|estación|stagione'),
  quarter: words(
    'quarter|qtr|q|qrt|trim|квартал|kwartał|季度|四半期|quartal|trimestre|quartaal|kvartal',
  ),
  period: words('period|periode|período|periodo'),
  day: words(
    'day|day of month|day_of_month|date_of_month|dayofmonth|mday|dom|dd|dy|da|tag|dag|dia|día|giorno|dzien|dzień|den|deň|jour|dagur|päivä|pv|nap|gün|hari|dan|день|日|일|dom',
  ),
  hour: words(
    'hour|hh|hr|he|hourending|hour ending|hour_ending|stunde|uur|timme|hora|ora|godzina|hodina|heure|heures|klo|óra|saat|час|时|時|시|hour of day|uhrzeit|time',
  ),
  dayOfYear: words('doy|day of year|dayofyear|yday|jday|julian day'),
  minute: words('minute|min|mn|mi|minuten|minuto|minuta|minuutti|минута|分|분'),
  second: words('second|seconds|sec|ss|sekunde|sekunden|seconde|segundo|secondo|секунда|秒|초'),
} as const satisfies Record<string, ReadonlySet<string>>;

export type Meaning = keyof typeof meanings;

/** Whether a column's name, or its first word, has the meaning. */
export function means(name: string, meaning: Meaning): boolean {
  const plain = name
    .toLowerCase()
    .replace(/^[<"'*\s_]+/, '')
    .replace(/(?<![>"'*\s])[>"'*\s]+$/, '')
    .replace(/^\d+\. /, '') // Alpha Vantage numbers its columns: `4. close`
    .slice(0, 80);
  const set: ReadonlySet<string> = meanings[meaning];
  if (set.has(plain)) return true;
  const withoutUnit = plain.split(/[([]/, 1)[0]!.trim();
  return set.has(withoutUnit) || inTwoScripts(withoutUnit).some((half) => set.has(half));
}

/** The halves of a name that says the same twice: `年/Year`. */
function inTwoScripts(name: string): string[] {
  const halves = name.split('/').map((half) => half.trim());
  const latin = halves.filter((half) => /^[\p{Script=Latin} _]+$/u.test(half));
  return halves.length === 2 && latin.length === 1 ? halves : [];
}

/** Whether a name is a meaning beside a ticker: `AAPL Close`, `Adj Close BRK-B`, `AAPL.Close`, `Close_SPY`. */
export function meansOfTicker(name: string, meaning: Meaning): boolean {
  const behind = /^[A-Z0-9.^=-]{1,15}[ ._](.+)$/.exec(name)?.[1];
  const before = /^(.+)[ ._][A-Z0-9.^=-]{1,15}$/.exec(name)?.[1];
  return [behind, before].some((part) => part !== undefined && means(part, meaning));
}

/** A name that is the pattern of its cells: `YYYYMMDD`, `AAAAMMJJHH`, `YYYY-MM-DD`, `YEARMODA`. */
const datePattern =
  /^(?:[yaj]{4}[-/._ ]?m{2}(?:[-/._ ]?[djt]{2})?(?:[T_ ]?h{2}(?:[:.]?m{2}(?:[:.]?s{2})?)?)?|[djt]{2}[-/.]m{2}[-/.][yaj]{4}|yearmo(?:da)?)$/i;

/** Whether a name speaks of time anywhere in it: `Date/Time`, `time (UTC)`, `交易日期`, `created_at`. */
export function soundsLikeTime(name: string): boolean {
  if (means(name, 'time') || datePattern.test(name.trim())) return true;
  return (
    name
      .slice(0, 80)
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2') // timeOpen
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => timeWords.has(word)) || /日期|时间|時間|日時|年月日|날짜|일시/.test(name)
  );
}

/** Whether a name speaks of the time of day rather than of a day: `obs_time`, `TIME`, `Uhrzeit`. */
export const soundsLikeClock = (name: string) =>
  soundsLikeTime(name) &&
  /time|zeit|hour|hora|heure|czas|uhr|tid|utc|时|時/i.test(name.slice(0, 80));

const timeWords = words(
  'date|datetime|time|timestamp|datum|dygn|zeit|zeitstempel|fecha|data|czas|dato|tid|utc|mtu|datetimeutc|day|yearmonth|yearweek|woche|月份|季度|дата|mois|monat|mes',
);
