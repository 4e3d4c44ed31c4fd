import { transformerNetwork } from '../../networks/transformer.js';
import { createNeural } from './neural.js';

export const transformer = createNeural(transformerNetwork);
