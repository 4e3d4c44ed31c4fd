import type { FitProgress } from '../../models/model.js';
import { visibleText } from '../../visible-text.js';

export interface ProgressLine {
  /** A fit's `onEpoch` under a label such as "gru". */
  epochs(label: string): FitProgress;
  /** A step without epochs: "reading prices.csv". */
  step(text: string): void;
  /** Clears the line, so that other text can follow. */
  clear(): void;
}

interface Screen {
  readonly columns?: number;
  write(text: string): unknown;
}

/** One line on stderr that is drawn over again; silent where `live` is false. */
export function progressLine(screen: Screen, live: boolean, now: () => number): ProgressLine {
  let drawn = false;
  let last = 0;

  function draw(text: string): void {
    if (!live) return;
    const width = Math.max(20, (screen.columns ?? 80) - 1);
    screen.write(`\r\u001b[2K${visibleText(text).slice(0, width)}`);
    drawn = true;
    last = now();
  }

  return {
    step: draw,
    epochs: (label) => (event) => {
      const final = event.epoch === event.epochs;
      if (!final && now() - last < 80) return;
      draw(describeEpoch(label, event));
    },
    clear() {
      if (drawn) screen.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

/** Every step as a line of its own, with the seconds since the start; of a training, ten of its epochs. */
export function progressLog(write: (text: string) => void, now: () => number): ProgressLine {
  const line = (text: string) => write(`${(now() / 1000).toFixed(1).padStart(7)} s  ${text}`);
  return {
    step: line,
    epochs: (label) => (event) => {
      const every = Math.ceil(event.epochs / 10);
      if (event.epoch % every === 0 || event.epoch === event.epochs) {
        line(describeEpoch(label, event));
      }
    },
    clear() {},
  };
}

function describeEpoch(label: string, event: Parameters<FitProgress>[0]): string {
  const left = (event.seconds / Math.max(1, event.epoch)) * (event.epochs - event.epoch);
  const validation =
    event.validationLoss === null ? '' : `  validation ${event.validationLoss.toPrecision(4)}`;
  const loss = `loss ${event.loss.toPrecision(4)}${validation}`;
  return `${label}  epoch ${event.epoch}/${event.epochs}  ${loss}  ${duration(left)} left at most`;
}

/** "850 ms", "12 s", "3 min". */
function duration(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}
