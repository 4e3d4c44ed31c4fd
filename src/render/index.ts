import { createRegistry } from '../registry.js';
import { csvFormat } from './csv-format.js';
import { jsonFormat, jsonLinesFormat } from './json-format.js';
import { markdownFormat } from './markdown-format.js';
import type { OutputFormat } from './output-format.js';
import { terminalFormat } from './terminal/draw-table.js';

/** Every value of `--format`. */
export const formats = createRegistry<OutputFormat>('format', [
  terminalFormat,
  csvFormat,
  jsonFormat,
  jsonLinesFormat,
  markdownFormat,
]);
