/** Log-odds of the clues about a target, as `npm run clues` fits them (docs/decisions/2026-12-01-ballots.md). */
export const targetWeights: Readonly<Record<string, number>> = {
  'the adjusted closing price': 14.6,
  'the closing price': 11.4,
  'the last price': 11,
  'the adjusted closing price of a security': 11,
  'the closing price of a security': 9.4,
  'the last price of a security': 9.2,
  'called c beside o, h and l': 9,
  'behind what look like open, high and low': 8.5,
  'called a value': 7,
  'called what people forecast': 4.1,
  'a temperature among columns of weather': 3.7,
  'somebody’s forecast': -6,
  'called a place, a code or a part of a time': -6.2,
  'one of x and y': -12,
  'a constant': -5.6,
  'a counter of rows': -4.6,
  'mostly empty': -4,
  'the same in all rows of a series': -5,
  'tells the time over again': -3.8,
  'without a name': -2.4,
  'stands before others': 2,
};

/** Log-odds of the clues about the column of times: four times the points that chose it before there were any. */
export const axisWeights: Readonly<Record<string, number>> = {
  'called a time': 4,
  'the first column': 2,
  'its times follow each other evenly': 4,
  'its cells are times': 4,
  'nothing but digits, which may be numbers': -4,
  'the edges of periods': -8,
  'called an end': -6,
  'called when a row was written': -2.8,
};

/** Log-odds of the clues that the first row names the columns, by the share of columns that show them. */
export const headerWeights: Readonly<Record<string, number>> = {
  'words above numbers or times': 8,
  'a word for time above times': 3,
  'values above values of their kind': -8,
  'a word that stands again below itself': -4,
  'each cell another word': 2,
};
