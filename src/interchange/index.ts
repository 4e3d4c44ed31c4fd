import { createRegistry } from '../registry.js';
import { onnxFormat } from './onnx/format.js';
import { tfjsFormat } from './tfjs/format.js';

/** The formats that a trained network can be exported to. */
export const exportFormats = createRegistry('export format', [tfjsFormat, onnxFormat]);
