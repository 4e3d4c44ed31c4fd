import type { Products } from '../../engines/products.js';
import type { Moments, WindowVisit } from '../../regression/ridge-moments.js';

/**
 * Adds windows to moments that hold none yet, with the bytes of `addWindow` for each; targets that are not
 * finite are missing.
 */
export function sumWindows(
  moments: Moments,
  products: Products,
  visitAll: (visit: WindowVisit) => void,
): void {
  const { features, horizon } = moments;
  const sums = products.crossProducts(features, horizon);
  const known = new Float64Array(horizon);
  visitAll((x, y) => {
    for (let h = 0; h < horizon; h++) {
      const value = y[h]!;
      const finite = Number.isFinite(value);
      known[h] = finite ? value : 0;
      if (finite) moments.yy += value * value;
      else moments.missing += 1;
    }
    sums.add(x, known);
    moments.count += 1;
  });
  sums.finish(moments.xx, moments.xy);
}
