/**
 * Month names in the languages that exports are written in, January first. Short and long names of
 * one language stand side by side; lower case, without the full stop of an abbreviation.
 */
interface MonthNames {
  readonly language: string;
  readonly short: readonly string[];
  readonly long: readonly string[];
  /** Long names without a day before them, where these differ. */
  readonly alone?: readonly string[];
}

const names = (language: string, short: string, long: string, alone?: string): MonthNames => ({
  language,
  short: short.split(' '),
  long: long.split(' '),
  ...(alone === undefined ? {} : { alone: alone.split(' ') }),
});

const monthNames: readonly MonthNames[] = [
  names(
    'en',
    'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    'January February March April May June July August September October November December',
  ),
  names(
    'de',
    'Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez',
    'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  ),
  names(
    'fr',
    'janv févr mars avr mai juin juil août sept oct nov déc',
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  ),
  names(
    'es',
    'ene feb mar abr may jun jul ago sep oct nov dic',
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  ),
  names(
    'it',
    'gen feb mar apr mag giu lug ago set ott nov dic',
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  ),
  names(
    'pt',
    'jan fev mar abr mai jun jul ago set out nov dez',
    'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  ),
  names(
    'nl',
    'jan feb mrt apr mei jun jul aug sep okt nov dec',
    'januari februari maart april mei juni juli augustus september oktober november december',
  ),
  names(
    'pl',
    'sty lut mar kwi maj cze lip sie wrz paź lis gru',
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
    'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  ),
  names(
    'sv',
    'jan feb mar apr maj jun jul aug sep okt nov dec',
    'januari februari mars april maj juni juli augusti september oktober november december',
  ),
  names(
    'da',
    'jan feb mar apr maj jun jul aug sep okt nov dec',
    'januar februar marts april maj juni juli august september oktober november december',
  ),
  names(
    'nb',
    'jan feb mar apr mai jun jul aug sep okt nov des',
    'januar februar mars april mai juni juli august september oktober november desember',
  ),
  names(
    'tr',
    'Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara',
    'Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık',
  ),
  names(
    'ru',
    'янв фев мар апр май июн июл авг сен окт ноя дек',
    'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
    'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь',
  ),
  names(
    'cs',
    'ledna února března dubna května června července srpna září října listopadu prosince',
    'ledna února března dubna května června července srpna září října listopadu prosince',
    'leden únor březen duben květen červen červenec srpen září říjen listopad prosinec',
  ),
  names(
    'fi',
    'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
    'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
    'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu',
  ),
  names(
    'hu',
    'jan febr márc ápr máj jún júl aug szept okt nov dec',
    'január február március április május június július augusztus szeptember október november december',
  ),
  names(
    'ro',
    'ian feb mar apr mai iun iul aug sept oct nov dec',
    'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  ),
  names(
    'id',
    'Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des',
    'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember',
  ),
  names(
    'uk',
    'січ лют бер кві тра чер лип сер вер жов лис гру',
    'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
    'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень',
  ),
  names(
    'el',
    'Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ',
    'Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου',
    'Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος',
  ),
  names(
    'th',
    'ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค',
    'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม',
  ),
];

/** A month's name as an expression; Thai abbreviations have a full stop within. */
export const monthWord = '[\\p{L}\\p{M}]{3,12}|[\\p{L}\\p{M}]{1,2}\\.\\p{L}';

/** Spellings beside the tables: the month they name, and their language. */
const variants: Readonly<Record<string, readonly [number, string]>> = {
  sept: [9, 'en'],
  jän: [1, 'de'],
  jänner: [1, 'de'],
  mrz: [3, 'de'],
  maerz: [3, 'de'],
  fevr: [2, 'fr'],
  aout: [8, 'fr'],
  fevrier: [2, 'fr'],
  decembre: [12, 'fr'],
  juill: [7, 'fr'],
  setiembre: [9, 'es'],
  sett: [9, 'it'],
  marco: [3, 'pt'],
  mrc: [3, 'pl'],
  сент: [9, 'ru'],
  нояб: [11, 'ru'],
  ags: [8, 'id'],
  agt: [8, 'id'],
};

/** The month (1 to 12) a word names in any known language, with the languages that say so and whether it is never an abbreviation; else null. */
export function monthOfWord(
  word: string,
): { month: number; languages: string[]; long: boolean } | null {
  const wanted = word.toLowerCase().replace(/\.$/, '');
  const languages: string[] = [];
  let month = 0;
  let long = true;
  for (const entry of monthNames) {
    for (const list of [entry.short, entry.long, entry.alone ?? []]) {
      const index = list.findIndex((name) => name.toLowerCase() === wanted);
      if (index < 0) continue;
      month = index + 1;
      if (list === entry.short) long = false;
      if (!languages.includes(entry.language)) languages.push(entry.language);
    }
  }
  if (month === 0 && Object.hasOwn(variants, wanted)) {
    const [number, language] = variants[wanted]!;
    return { month: number, languages: [language], long: false };
  }
  return month === 0 ? null : { month, languages, long };
}

const entryOf = (language: string) =>
  monthNames.find((candidate) => candidate.language === language) ?? monthNames[0]!;

/** The name of a month (1 to 12) in a language of the tables; `alone` is without a day before it. */
export function monthName(language: string, month: number, long: boolean, alone = false): string {
  const entry = entryOf(language);
  const list = long ? ((alone ? entry.alone : undefined) ?? entry.long) : entry.short;
  return list[month - 1]!;
}

/** A month's abbreviation with its full stop; a name that is short enough to stand whole has none. */
export function abbreviatedMonth(language: string, month: number): string {
  const entry = entryOf(language);
  const short = entry.short[month - 1]!;
  return short === entry.long[month - 1] ? short : `${short}.`;
}
