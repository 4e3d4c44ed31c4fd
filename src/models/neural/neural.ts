import type { NetworkFamily } from '../../networks/network.js';
import type { Model } from '../model.js';
import { dryRunNeural, neuralWork } from './dry-run.js';
import { fitNeural } from './fit.js';
import { forecastNeural } from './forecast.js';
import { neuralOptions } from './options.js';
import { readState } from './state.js';

/** Makes a registry entry of a network: one network trained across all series of the panel. */
export function createNeural(family: NetworkFamily): Model {
  return {
    name: family.name,
    summary: family.summary,
    family: 'neural',
    options: neuralOptions(family),
    control: false,
    needsSeason: false,
    usesCovariates: true,
    warmStarts: true,
    fit: (panel, context) => fitNeural(family, panel, context),
    dryRun: (panel, context, seconds) => dryRunNeural(family, panel, context, seconds),
    multiplyAdds: neuralWork,
    checkState: readState,
    forecast: forecastNeural,
  };
}
