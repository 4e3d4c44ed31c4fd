/** Adds the errors of forecasts that start at the given rows. */
export function meanErrors(sums, values, origins, forecasts) {
  for (const [i, { point }] of forecasts.entries()) {
    for (let h = 0; h < point.length; h++) {
      const error = point[h] - values[origins[i] + h];
      sums.squared += error * error;
      sums.absolute += Math.abs(error);
      sums.count += 1;
    }
  }
}

/** M4's scores (Makridakis et al. 2020): means over steps, then over series, relative to Naive2's. */
export function owa(seriesList, test, ours, naive2) {
  const mine = m4Means(seriesList, test, ours);
  const reference = m4Means(seriesList, test, naive2);
  return {
    owa: (mine.smape / reference.smape + mine.mase / reference.mase) / 2,
    ...mine,
  };
}

function m4Means(seriesList, test, forecasts) {
  let smape = 0;
  let mase = 0;
  for (const { id, values } of seriesList) {
    const actual = test.get(id).values;
    const forecast = forecasts.get(id).values;
    const scale = meanSeasonalChange(values, 24);
    for (const [h, value] of actual.entries()) {
      const error = Math.abs(value - forecast[h]);
      smape += (200 * error) / (Math.abs(value) + Math.abs(forecast[h])) / actual.length;
      mase += error / scale / actual.length;
    }
  }
  return { smape: smape / seriesList.length, mase: mase / seriesList.length };
}

function meanSeasonalChange(values, season) {
  let sum = 0;
  for (let i = season; i < values.length; i++) sum += Math.abs(values[i] - values[i - season]);
  return sum / (values.length - season);
}
