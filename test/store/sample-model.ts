import { expectationsOf } from '../../src/store/expectations.js';
import type { ModelDocument } from '../../src/store/model-document.js';
import type { VersionFacts } from '../../src/store/versions.js';
import { panelOf, seriesOf } from '../models/panels.js';

/** A small model; models of different seeds have different bytes. */
export const sampleModel = (seed: number): ModelDocument => ({
  gatecast: '0.1.0',
  expects: expectationsOf(panelOf(seriesOf([1, 2, 3]))),
  reading: { target: ['value'] },
  options: {},
  seed,
  fitted: {
    model: 'naive',
    horizon: 2,
    season: 1,
    probabilities: [],
    state: { options: {} },
    training: null,
  },
  calibration: null,
});

export const sampleFacts: VersionFacts = {
  inputs: 'i',
  recipe: 'r',
  trainedThrough: 3,
  fallback: false,
  warmFrom: null,
};

/** Noon of the n-th day of 2026. */
export const day = (n: number) => new Date(Date.UTC(2026, 0, n, 12));
