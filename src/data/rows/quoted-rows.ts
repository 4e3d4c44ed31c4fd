import { CsvError, type Parser, parse } from 'csv-parse';
import type { Dialect } from '../dialect/dialect.js';
import type { RowSink } from './row-sink.js';

/**
 * csv-parse as a stream: records as arrays, however odd, into the sink. `write` waits when the
 * parser is full; `end` waits until all records have arrived.
 */
export interface QuotedReader {
  write(block: Buffer): Promise<void>;
  end(): Promise<void>;
}

export function createQuotedReader(dialect: Dialect, sink: RowSink): QuotedReader {
  const quote = dialect.quote ?? '"';
  const parser = parse({
    delimiter: dialect.delimiter === '' ? '\u0000' : dialect.delimiter,
    quote,
    escape: dialect.escape,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: dialect.padded,
    rtrim: dialect.padded,
  });
  parser.on('readable', () => drain(parser, sink));
  // Failures reach the caller through `write` and `end`; unheard events would end the process.
  parser.on('error', () => {});
  /** In broken text the parser's idea of quotes and the guard's may differ: that is a finding, not a crash. */
  const settle = (
    error: Error | null | undefined,
    resolve: () => void,
    reject: (error: Error) => void,
  ) => {
    if (!error) resolve();
    else if (!(error instanceof CsvError)) reject(error);
    else {
      sink.note('unclosed', sink.line);
      sink.ended = true;
      resolve();
    }
  };
  return {
    write(block) {
      return new Promise((resolve, reject) => {
        parser.write(block, (error) => settle(error, resolve, reject));
      });
    },
    end() {
      return new Promise((resolve, reject) => {
        if (parser.destroyed) resolve();
        parser.on('end', resolve);
        parser.on('error', (error) => settle(error, resolve, reject));
        parser.end();
      });
    },
  };
}

function drain(parser: Parser, sink: RowSink): void {
  for (
    let record = parser.read() as string[] | null;
    record !== null;
    record = parser.read() as string[] | null
  ) {
    let lines = 1;
    for (const cell of record) {
      for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines++;
    }
    sink.add(record, lines);
  }
}
