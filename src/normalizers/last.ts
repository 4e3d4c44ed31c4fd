import { affineNormalizer, standardDeviation } from './affine.js';
import type { Normalizer } from './normalizer.js';

/**
 * Subtracting the last value is the normalisation of NLinear (Zeng et al. 2023) and SegRNN; unlike
 * `revin` it leaves the network how lively a window is.
 */
export const last: Normalizer = {
  ...affineNormalizer(
    {
      name: 'last',
      summary: "each window's last value subtracted, divided by the series' standard deviation",
      windowOnly: true,
    },
    (present, deviation) => ({
      shift: present[present.length - 1]!,
      scale: deviation || standardDeviation(present),
    }),
  ),
  seriesUnit: true,
};
