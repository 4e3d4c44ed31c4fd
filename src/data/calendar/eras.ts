import { daysFromCivil } from './civil.js';

/** An era of the Japanese calendar. */
interface Era {
  readonly name: string;
  readonly letter: string;
  /** The year before its first one. */
  readonly before: number;
  /** Its first day, in days since 1970-01-01. */
  readonly from: number;
}

const eras: readonly Era[] = [
  { name: '令和', letter: 'R', before: 2018, from: daysFromCivil(2019, 5, 1) },
  { name: '平成', letter: 'H', before: 1988, from: daysFromCivil(1989, 1, 8) },
  { name: '昭和', letter: 'S', before: 1925, from: daysFromCivil(1926, 12, 25) },
  { name: '大正', letter: 'T', before: 1911, from: daysFromCivil(1912, 7, 30) },
  { name: '明治', letter: 'M', before: 1867, from: daysFromCivil(1868, 10, 23) },
];

/** The era of a name or letter. */
export const eraOf = (text: string): Era | undefined =>
  eras.find(({ name, letter }) => name === text || letter === text);

/** The era of a day in days since 1970-01-01; days before Meiji count to it. */
export const eraOfDay = (days: number): Era =>
  eras.find(({ from }) => days >= from) ?? eras.at(-1)!;

/** The Buddhist calendar of Thailand is ahead by so many years: 2567 is 2024. */
export const buddhistLead = 543;
