/**
 * Month names in the languages that exports are written in, January first. Short and long names of
 * one language stand side by side; lower case, without the full stop of an abbreviation.
 */
interface MonthNames {
  readonly language: string;
  readonly short: readonly string[];
  readonly long: readonly string[];
}

const names = (language: string, short: string, long: string): MonthNames => ({
  language,
  short: short.split(' '),
  long: long.split(' '),
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
  ),
  names(
    'sv',
    'jan feb mar apr maj jun jul aug sep okt nov dec',
    'januari februari mars april maj juni juli augusti september oktober november december',
  ),
];

/** Spellings beside the tables, to the month they name. */
const variants: Readonly<Record<string, number>> = {
  sept: 9,
  jän: 1,
  jänner: 1,
  mrz: 3,
  maerz: 3,
  fev: 2,
  fevr: 2,
  aout: 8,
  dec: 12,
  juill: 7,
  märz: 3,
  setiembre: 9,
  janvier: 1,
  févr: 2,
  mar: 3,
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
    for (const list of [entry.short, entry.long]) {
      const index = list.findIndex((name) => name.toLowerCase() === wanted);
      if (index < 0) continue;
      month = index + 1;
      if (list === entry.short) long = false;
      if (!languages.includes(entry.language)) languages.push(entry.language);
    }
  }
  if (month === 0 && Object.hasOwn(variants, wanted))
    return { month: variants[wanted]!, languages: ['en'], long: false };
  return month === 0 ? null : { month, languages, long };
}

/** The name of a month (1 to 12) in a language of the tables. */
export function monthName(language: string, month: number, long: boolean): string {
  const entry = monthNames.find((candidate) => candidate.language === language) ?? monthNames[0]!;
  return (long ? entry.long : entry.short)[month - 1]!;
}
