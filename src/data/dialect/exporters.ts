/** Exports without a header, known by their width and the shape of their first row. */
interface HeaderlessExport {
  readonly name: string;
  /** One test for each of the first columns. */
  readonly cells: readonly RegExp[];
  readonly columns: readonly string[];
}

const number = /^-?(?:\d+(?:\.\d+)?|\.\d+)$/;
const maybe = /^(?:-?(?:\d+(?:\.\d+)?|\.\d+))?$/;

const exports: readonly HeaderlessExport[] = [
  {
    name: 'Binance klines',
    cells: [/^\d{13}(?:\d{3})?$/, number, number, number, number, number, /^\d{13}(?:\d{3})?$/],
    columns:
      'open_time open high low close volume close_time quote_volume count taker_buy_volume taker_buy_quote_volume ignore'.split(
        ' ',
      ),
  },
  {
    name: 'Meteostat daily',
    cells: [/^\d{4}-\d\d-\d\d$/, maybe, maybe, maybe],
    columns: 'date tavg tmin tmax prcp snow wdir wspd wpgt pres tsun'.split(' '),
  },
  {
    name: 'Meteostat hourly',
    cells: [/^\d{4}-\d\d-\d\d$/, /^\d{1,2}$/, maybe, maybe],
    columns: 'date hour temp dwpt rhum prcp snow wdir wspd wpgt pres tsun coco'.split(' '),
  },
  {
    name: 'GHCN-Daily',
    cells: [/^[A-Z]{2}[A-Z0-9]\w{8}$/, /^\d{8}$/, /^[A-Z0-9]{4}$/, number],
    columns: 'station date element value mflag qflag sflag obs_time'.split(' '),
  },
];

/** The column names of a known export without a header, by its first row; null when it is none. */
export function headerlessNames(
  firstRow: readonly string[],
  width: number,
): readonly string[] | null {
  const found = exports.find(
    ({ cells, columns }) =>
      columns.length === width &&
      columns.length === firstRow.length &&
      cells.every((test, j) => test.test(firstRow[j]!.trim())),
  );
  return found?.columns ?? null;
}
