import { Chalk, type ChalkInstance } from 'chalk';
import { type Painter, plainPainter, type Style } from '../render/painter.js';

/** The terminal a stream is, as far as drawing on it goes. */
export interface Terminal {
  readonly interactive: boolean;
  readonly color: boolean;
  readonly columns: number;
}

/**
 * What `stream` can show: a flag, NO_COLOR, FORCE_COLOR and COLUMNS decide before the stream itself does.
 * @param asked by --color or --no-color
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
  asked?: boolean,
): Terminal {
  const interactive = stream.isTTY === true;
  const columns = Number(environment.COLUMNS) || stream.columns || 80;
  return {
    interactive,
    color: asked ?? wantsColor(interactive, environment),
    columns: clamp(columns),
  };
}

const clamp = (columns: number) => Math.max(40, Math.min(400, Math.floor(columns)));

function wantsColor(
  interactive: boolean,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return interactive && environment.TERM !== 'dumb';
}

/** One look for each role, readable on dark and light backgrounds. */
const looks: Readonly<Record<Style, (chalk: ChalkInstance) => ChalkInstance>> = {
  history: (chalk) => chalk.reset,
  forecast: (chalk) => chalk.ansi256(33),
  actual: (chalk) => chalk.reset,
  reference: (chalk) => chalk.ansi256(245),
  muted: (chalk) => chalk.ansi256(245),
  warning: (chalk) => chalk.ansi256(208),
  'series-1': (chalk) => chalk.ansi256(33),
  'series-2': (chalk) => chalk.ansi256(208),
  'series-3': (chalk) => chalk.ansi256(35),
  'series-4': (chalk) => chalk.ansi256(170),
  'series-5': (chalk) => chalk.ansi256(178),
  'series-6': (chalk) => chalk.ansi256(75),
  title: (chalk) => chalk.bold,
  header: (chalk) => chalk.bold,
  strong: (chalk) => chalk.bold,
  faint: (chalk) => chalk.dim,
};

/** Paints by role with chalk, or not at all where the terminal has no colour. */
export function colorPainter(terminal: Terminal): Painter {
  if (!terminal.color) return plainPainter;
  const chalk = new Chalk({ level: 2 });
  return (style, text) => looks[style](chalk)(text);
}
