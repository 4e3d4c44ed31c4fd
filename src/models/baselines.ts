import { models } from './index.js';

/** Whether a label is that of a model that is scored beside whatever was asked for. */
export const isBaseline = (label: string): boolean =>
  models.has(label) && models.get(label).control;
