import { pipeline, Readable, type Transform } from 'node:stream';

/** Chunks passed through a transform; an error on the way is thrown where the result is read. */
export function through(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  transform: Transform,
): AsyncIterable<Uint8Array> {
  // The callback is what keeps the error from being thrown a second time, into the void.
  pipeline(Readable.from(chunks), transform, () => {});
  return transform;
}
