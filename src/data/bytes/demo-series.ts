import { fileURLToPath } from 'node:url';
import { dataError } from '../../errors.js';

/** Series that ship with gatecast: daily weather of Seattle and daily prices of the S&P 500. */
const SERIES = ['weather', 'stocks'];
const PREFIX = 'demo:';

/**
 * The place of a file: of a series that ships with gatecast (`demo:weather`) or, as it is, of any other.
 * @throws UserError (exit 4) for one that does not ship
 */
export function placeOf(file: string): string {
  if (!file.startsWith(PREFIX)) return file;
  const name = file.slice(PREFIX.length);
  if (!SERIES.includes(name)) {
    throw dataError(
      `no series ${file} ships with gatecast`,
      `there are ${SERIES.map((each) => PREFIX + each).join(' and ')}`,
    );
  }
  return fileURLToPath(new URL(`../../../dist/demo/${name}.csv`, import.meta.url));
}
