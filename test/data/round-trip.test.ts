import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { writePanel } from '../../src/data/panel/write-panel.js';
import { inspectFiles } from '../../src/data/read-panel.js';
import { UserError } from '../../src/errors.js';
import { readText } from './csv-text.js';

const folder = fileURLToPath(new URL('../../fixtures/csv/', import.meta.url));
const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));

describe('what is written of a panel reads back, without a flag, to the same series', () => {
  it.each(files)('%s', async (file) => {
    const reading = await inspectFiles([`${folder}${file}`], {}).catch((error: unknown) => {
      if (error instanceof UserError) return null;
      throw error;
    });
    if (!reading?.panel) return;
    const { panel } = reading;
    const text = [...writePanel(panel)].join('');
    const again = (await readText(text)).panel;
    const alone = panel.series.length === 1;
    expect(again.series.map(({ id, ...series }) => (alone ? series : { id, ...series }))).toEqual(
      panel.series.map(({ id, ...series }) => (alone ? series : { id, ...series })),
    );
    expect(again.frequency).toEqual(panel.frequency);
    expect(again.timeFormat).toEqual(panel.timeFormat);
  });
});
