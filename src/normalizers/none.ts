import type { Normalizer } from './normalizer.js';

export const none: Normalizer = {
  name: 'none',
  summary: 'values as they are',
  windowOnly: false,
  anchor: 'last',
  seriesUnit: false,
  fit: () => [],
  transform: () => {},
  invert: () => {},
};
