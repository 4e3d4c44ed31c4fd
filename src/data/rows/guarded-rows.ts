import type { Dialect } from '../dialect/dialect.js';
import { createQuoteGuard } from './quote-guard.js';
import { createQuotedReader, type QuotedReader } from './quoted-rows.js';
import type { RowSink } from './row-sink.js';

/** The guard and the parser behind it, which is made for the first row that needs one. */
export interface GuardedReader {
  /** From the first row that needs a parser on, all go through it. */
  readonly started: boolean;
  /** Takes a block that ends in a line feed. */
  push(block: Buffer): Promise<void>;
  /** Waits until all rows have arrived. */
  end(): Promise<void>;
}

export function createGuardedReader(dialect: Dialect, sink: RowSink): GuardedReader {
  const guard = createQuoteGuard(dialect, sink);
  let parser: QuotedReader | null = null;

  async function parse(safe: Buffer): Promise<void> {
    parser ??= createQuotedReader(dialect, sink);
    if (safe.length > 0) await parser.write(safe);
  }

  return {
    get started() {
      return parser !== null;
    },
    push: (block) => parse(guard.push(block)),
    async end() {
      if (parser === null) return;
      await parse(guard.finish());
      await parser.end();
    },
  };
}
