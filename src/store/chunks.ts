/** Characters in a chunk, at least. */
const CHUNK = 65_536;

/** Joins small chunks (the lines of a table, say), because each chunk is a system call. */
export async function* inLargeChunks(
  chunks: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  let joined = '';
  for await (const chunk of chunks) {
    joined += chunk;
    if (joined.length < CHUNK) continue;
    yield joined;
    joined = '';
  }
  if (joined !== '') yield joined;
}
