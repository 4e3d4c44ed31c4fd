/**
 * Covariance of errors around zero, its correlations shrunk to none by as much as they are uncertain
 * (Schäfer & Strimmer 2005, as MinT uses it: Wickramasuriya, Athanasopoulos & Hyndman 2019).
 *
 * @param errors - one row a forecast, one column a series // (rows) × (series)
 * @returns row-major // (series, series)
 */
export function shrunkCovariance(errors: readonly Float64Array[]): Float64Array {
  const rows = errors.length;
  const n = errors[0]!.length;
  const deviations = Float64Array.from({ length: n }, (_, i) => {
    const squares = errors.reduce((sum, row) => sum + row[i]! * row[i]!, 0);
    return Math.sqrt(squares / rows);
  });
  // A series without errors, as one of zeros, still has a place: as sure as the surest of the others.
  const least = deviations.reduce((m, d) => (d > 0 && d < m ? d : m), Number.POSITIVE_INFINITY);
  const scales = deviations.map((d) => (d > 0 ? d : Number.isFinite(least) ? least : 1));
  const covariance = new Float64Array(n * n);
  let uncertain = 0;
  let squared = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      let squares = 0;
      for (const row of errors) {
        const product = (row[i]! / scales[i]!) * (row[j]! / scales[j]!);
        sum += product;
        squares += product * product;
      }
      const mean = sum / rows;
      const spread = squares - rows * mean * mean;
      uncertain += rows > 1 ? (2 * spread) / (rows * (rows - 1)) : 2;
      squared += 2 * mean * mean;
      covariance[i * n + j] = mean;
      covariance[j * n + i] = mean;
    }
  }
  const shrink = squared > 0 ? Math.max(0, Math.min(1, uncertain / squared)) : 1;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const correlation = i === j ? 1 : (1 - shrink) * covariance[i * n + j]!;
      covariance[i * n + j] = correlation * scales[i]! * scales[j]!;
    }
  }
  return covariance;
}
