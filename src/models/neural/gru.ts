import { gruNetwork } from '../../networks/gru.js';
import { createNeural } from './neural.js';

export const gru = createNeural(gruNetwork);
