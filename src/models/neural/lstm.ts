import { lstmNetwork } from '../../networks/lstm.js';
import { createNeural } from './neural.js';

export const lstm = createNeural(lstmNetwork);
