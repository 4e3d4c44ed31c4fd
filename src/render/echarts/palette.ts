import type { Tone } from '../chart.js';

/** The colours of all charts on one kind of background. */
export interface Palette {
  readonly tones: Readonly<Record<Tone, string>>;
  readonly text: string;
  /** Axis labels and captions. */
  readonly faint: string;
  readonly grid: string;
  readonly background: string;
}

/**
 * On white. The series colours are those of Okabe & Ito ("Color Universal Design", 2008), which stay
 * apart under the common kinds of colour blindness; yellow is left out, it is too pale for a line.
 */
export const lightPalette: Palette = {
  tones: {
    history: '#475569',
    forecast: '#0072b2',
    actual: '#334155',
    reference: '#7c8798',
    muted: '#94a3b8',
    warning: '#d55e00',
    'series-1': '#0072b2',
    'series-2': '#d55e00',
    'series-3': '#009e73',
    'series-4': '#cc79a7',
    'series-5': '#e69f00',
    'series-6': '#56b4e9',
  },
  text: '#1e293b',
  faint: '#64748b',
  grid: '#e8ecf1',
  background: '#ffffff',
};

/** The same hues, lighter, on a dark page. */
export const darkPalette: Palette = {
  tones: {
    history: '#a8b5c7',
    forecast: '#4cb5f5',
    actual: '#cbd5e1',
    reference: '#8290a5',
    muted: '#64748b',
    warning: '#ff9e64',
    'series-1': '#4cb5f5',
    'series-2': '#ff8a5c',
    'series-3': '#3ddc97',
    'series-4': '#e79ac6',
    'series-5': '#f2c14e',
    'series-6': '#9ad4ff',
  },
  text: '#e2e8f0',
  faint: '#94a3b8',
  grid: '#253145',
  background: '#0f172a',
};
