import { affineNormalizer, standardDeviation } from './affine.js';

/** Subtracting the last value is the normalisation of NLinear (Zeng et al. 2023) and SegRNN. */
export const last = affineNormalizer(
  {
    name: 'last',
    summary: "each window's last value subtracted, divided by its standard deviation",
    windowOnly: true,
  },
  (present) => ({ shift: present[present.length - 1]!, scale: standardDeviation(present) }),
);
