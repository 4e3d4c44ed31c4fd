import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const carried = new URL('../../node_modules/vega-datasets/data/', import.meta.url);

it.each(['seattle-weather.csv', 'sp500-2000.csv'])(
  '%s is the file that vega-datasets carries',
  (name) => {
    const ours = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url));
    expect(ours.equals(readFileSync(new URL(name, carried)))).toBe(true);
  },
);
