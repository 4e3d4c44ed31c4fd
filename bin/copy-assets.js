// Copies what is neither code nor made from code: the demo's series, the font of PNG charts, and weights.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const FONT = 'node_modules/@expo-google-fonts/open-sans';

/** From the root to dist. */
export const ASSETS = {
  'fixtures/seattle-weather.csv': 'demo/weather.csv',
  'fixtures/sp500-2000.csv': 'demo/stocks.csv',
  [`${FONT}/400Regular/OpenSans_400Regular.ttf`]: 'fonts/OpenSans-Regular.ttf',
  [`${FONT}/600SemiBold/OpenSans_600SemiBold.ttf`]: 'fonts/OpenSans-SemiBold.ttf',
  [`${FONT}/LICENSE_FONT`]: 'fonts/OFL.txt',
  'src/models/pretrained/weights.bin': 'models/pretrained/weights.bin',
};

/** Fills dist/demo and dist/fonts. */
export function copyAssets(root, dist) {
  for (const folder of ['demo', 'fonts']) mkdirSync(join(dist, folder));
  for (const [from, to] of Object.entries(ASSETS)) copyFileSync(join(root, from), join(dist, to));
}
