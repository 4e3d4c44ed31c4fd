import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** `enableCompileCache` came with Node 22.1; the type definitions follow the oldest Node we run on. */
interface CompileCaching {
  enableCompileCache?: () => unknown;
}

/** Starts the command line of the package at `root`. Ends the process only for a closed pipe. */
export async function start(root: URL): Promise<void> {
  (module as unknown as CompileCaching).enableCompileCache?.();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onClosedPipe);
  const { execute } = await import('./oclif.js');
  await execute({ dir: fileURLToPath(root) });
}

/** The reader has seen enough (`| head`): that is a good end, not a failure. */
function onClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}
