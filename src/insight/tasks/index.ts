import { createRegistry } from '../../registry.js';
import { adding } from './adding.js';
import { copy } from './copy.js';
import { lag } from './lag.js';

/** The built-in problems of `diagnose --task`. */
export const tasks = createRegistry('task', [adding, copy, lag]);
