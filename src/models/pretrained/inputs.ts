import { cos, log, sin } from '../../elementary.js';
import { type History, withSeasons } from './history.js';

/** Inputs at each step, besides the padding. */
export const INPUTS = 17;

/** Rows at the end of a series that the network reads at most. */
export const MOST_SEEN = 144;

/** What stands in `padding` before a series begins: enough to close a gate. */
const PADDING = 100;

/** Area hyperbolic sine, odd and exact at 0: linear near 0, logarithmic far away. */
function asinh(x: number): number {
  const size = Math.abs(x);
  const value = size < 1e-4 ? size : log(size + Math.sqrt(size * size + 1));
  return x < 0 ? -value : value;
}

/**
 * Writes the inputs of one series, all in units of its scale and measured from its last level, squeezed by
 * asinh: the value without and with season, its last change, the values one and two seasons before, what
 * the profile says of the season, and what kind of a series it is and where in it the step stands.
 *
 * @param inputs - zeros // (window + horizon, INPUTS)
 * @param padding - zeros // (window + horizon)
 */
export function writeInputs(
  history: History,
  { window, horizon }: Extent,
  inputs: Float32Array,
  padding: Float32Array,
): void {
  const { values, adjusted, known, seasons, level, scale } = history;
  const rows = values.length;
  const unit = scale > 0 ? 1 / scale : 0;
  const season = seasons.at(-1)!;
  const second = seasons.length > 1 ? seasons[0]! : 2 * season;
  const first = Math.max(0, rows - window);
  const shift = window - rows; // from a row of the series to a step of the window
  padding.fill(PADDING, 0, first + shift);
  const phases = phasesOf(season);
  const squashed = new Float64Array(rows);
  for (let row = Math.max(0, first - Math.max(season, second)); row < rows; row++) {
    squashed[row] = asinh((values[row]! - level) * unit);
  }
  const kind = [
    log(season) / 6,
    log(rows) / 7,
    Math.max(-2, Math.min(2, asinh(level * unit) / 3)),
    values.every((value) => value >= 0) ? 1 : 0,
    history.profiles.at(-1)?.trust ?? 0,
  ];
  for (let row = first; row < rows + horizon; row++) {
    const at = (row + shift) * INPUTS;
    const steps = row - rows + 1; // ahead of the last row
    const present = row < rows && known[row] === 1;
    if (present) {
      inputs[at] = asinh((adjusted[row]! - level) * unit);
      if (row > 0) inputs[at + 1] = asinh((adjusted[row]! - adjusted[row - 1]!) * unit);
      inputs[at + 5] = squashed[row]!;
      inputs[at + 6] = 1;
    }
    inputs[at + 2] = earlier(squashed, row, season);
    inputs[at + 3] = earlier(squashed, row, second);
    const base = row < rows ? adjusted[row]! : level;
    inputs[at + 4] = asinh((withSeasons(history, base, row) - base) * unit);
    const phase = 2 * (((row - rows) % season) + season - 1);
    inputs[at + 7] = phases[phase]!;
    inputs[at + 8] = phases[phase + 1]!;
    inputs[at + 9] = Math.max(0, steps) / 24;
    inputs[at + 10] = steps > 0 ? log(1 + steps) / 3 : 0;
    inputs[at + 11] = steps > 0 ? 0 : log(2 - steps) / 5;
    for (let i = 0; i < kind.length; i++) inputs[at + 12 + i] = kind[i]!;
  }
}

const knownPhases = new Map<number, Float64Array>();

/** Sine and cosine of the phases -(season - 1) … season - 1; zeros without a season. */
function phasesOf(season: number): Float64Array {
  const known = knownPhases.get(season);
  if (known !== undefined) return known;
  const phases = new Float64Array(2 * (2 * season - 1));
  for (let phase = 1 - season; phase < season && season > 1; phase++) {
    const angle = (2 * Math.PI * phase) / season;
    phases[2 * (phase + season - 1)] = sin(angle);
    phases[2 * (phase + season - 1) + 1] = cos(angle);
  }
  knownPhases.set(season, phases);
  return phases;
}

/** The value a whole number of lags before a row, the newest that is there; the first one before all. */
function earlier(values: Float64Array, row: number, lag: number): number {
  let from = row - lag;
  if (from >= values.length) from -= Math.ceil((from - values.length + 1) / lag) * lag;
  return values[Math.max(0, from)]!;
}

/** How many steps back and ahead one pass of the network reads. */
export interface Extent {
  readonly window: number;
  readonly horizon: number;
}
