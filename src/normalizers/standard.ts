import { affineNormalizer, mean, standardDeviation } from './affine.js';

export const standard = affineNormalizer(
  { name: 'standard', summary: 'mean 0, standard deviation 1', windowOnly: false },
  (present) => ({ shift: mean(present), scale: standardDeviation(present) }),
);
