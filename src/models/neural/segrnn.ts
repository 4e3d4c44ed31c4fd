import { segrnnNetwork } from '../../networks/segrnn.js';
import { createNeural } from './neural.js';

export const segrnn = createNeural(segrnnNetwork);
