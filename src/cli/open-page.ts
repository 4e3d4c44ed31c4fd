import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asksForReport, type PresentFlags } from './output-files.js';

/** A page that is to be opened must be written: in the temporary folder, where no flag says where. */
export const withPage = <F extends PresentFlags>(flags: F): F =>
  flags.open === true && !asksForReport(flags)
    ? { ...flags, report: join(tmpdir(), `gatecast-report-${process.pid}.html`) }
    : flags;

/** What opens a page: the program that BROWSER names, else the system's own. */
export function openerOf(
  page: string,
  platform: NodeJS.Platform,
  browser: string | undefined,
): { readonly program: string; readonly args: readonly string[] } {
  const address = pathToFileURL(page).href;
  if (browser !== undefined && browser !== '') return { program: browser, args: [address] };
  if (platform === 'win32') {
    return { program: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
  }
  return { program: platform === 'darwin' ? 'open' : 'xdg-open', args: [address] };
}

/** Opens a page in the reader's browser, which outlives this process; says so where none can be had. */
export async function openPage(page: string, talk: (text: string) => void): Promise<void> {
  const { program, args } = openerOf(page, process.platform, process.env.BROWSER);
  const started = await new Promise<boolean>((resolve) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
  if (!started) talk(`--open: ${program} could not be started; the page is ${page}`);
}
