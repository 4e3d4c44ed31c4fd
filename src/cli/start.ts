import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { ownWords } from './foreign-words.js';

/** `enableCompileCache` came with Node 22.1; the type definitions follow the oldest Node we run on. */
interface CompileCaching {
  enableCompileCache?: () => unknown;
}

/** Starts the command line of the package at `root`. Ends the process only for a closed pipe. */
export async function start(root: URL): Promise<void> {
  (module as unknown as CompileCaching).enableCompileCache?.();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', onClosedPipe);
  const { Config, execute } = await import('./oclif.js');
  const config = await Config.load(fileURLToPath(root));
  await execute({ args: ownWords(process.argv.slice(2), config), loadOptions: config });
}

/** The reader has seen enough (`| head`): that is a good end, not a failure. */
function onClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}
