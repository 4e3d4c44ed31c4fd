import { affineNormalizer, mean, standardDeviation } from './affine.js';

/** Reversible instance normalisation without its learned affine map (Kim et al. 2022, section 3.1). */
export const revin = affineNormalizer(
  {
    name: 'revin',
    summary: 'each window by its own mean and standard deviation (RevIN)',
    windowOnly: true,
  },
  (present) => ({ shift: mean(present), scale: standardDeviation(present) }),
);
