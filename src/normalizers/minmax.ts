import { affineNormalizer } from './affine.js';

export const minmax = affineNormalizer(
  { name: 'minmax', summary: 'smallest value 0, largest 1', windowOnly: false },
  (present) => {
    let low = present[0]!;
    let high = low;
    for (const value of present) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return { shift: low, scale: high - low };
  },
);
