import type { OptionSpecs } from '../../options.js';
import type { FitContext, Fitted, Model } from '../model.js';
import { combineForecasts } from './combine.js';
import { dryRunAuto } from './dry-run.js';
import { type Contender, fitAuto, refitMembers } from './fit.js';
import { candidates } from './members.js';
import { readMembers } from './state.js';

/** Makes the registry's combination of the models listed before it. */
export function createAuto(models: readonly Model[]): Model {
  const contenders = candidates.flatMap((candidate): Contender[] => {
    const model = models.find(({ name }) => name === candidate.name);
    return model ? [{ candidate, model }] : [];
  });
  const modelOf = ({ model }: Fitted): Model => {
    const found = models.find(({ name }) => name === model);
    if (!found) throw new Error(`a combination has a member "${model}" that is not registered`);
    return found;
  };
  const asked = ({ options }: FitContext) =>
    contenders.filter(({ candidate }) => options[candidate.name] !== false);
  return {
    name: 'auto',
    summary: 'the best combination of networks and statistical models that validation finds',
    family: 'combination',
    options: autoOptions(contenders),
    control: false,
    needsSeason: false,
    usesCovariates: contenders.some(({ model }) => model.usesCovariates === true),
    warmStarts: true,
    fit: (panel, context) => fitAuto(asked(context), panel, context),
    refit: (fitted, panel, context) => refitMembers(fitted, panel, context, modelOf),
    dryRun: (panel, context, seconds) => dryRunAuto(asked(context), panel, context, seconds),
    multiplyAdds: (fitted) =>
      readMembers(fitted).reduce(
        (sum, member) => sum + (modelOf(member.fitted).multiplyAdds?.(member.fitted) ?? 0),
        0,
      ),
    combination: {
      members: (fitted) => readMembers(fitted).map((member) => member.fitted),
      combine: (fitted, panel, forecasts) =>
        combineForecasts(readMembers(fitted), panel, forecasts),
    },
    async forecast(fitted, panel, engine) {
      const members = readMembers(fitted);
      const forecasts = [];
      for (const member of members) {
        forecasts.push(await modelOf(member.fitted).forecast(member.fitted, panel, engine));
      }
      return combineForecasts(members, panel, forecasts);
    },
  };
}

/** Those of the networks among them, which reach every member that has them; and who takes part. */
function autoOptions(contenders: readonly Contender[]): OptionSpecs {
  const networks = contenders.filter(({ model }) => model.family === 'neural');
  const shared = networks.map(({ model }) => model.options);
  return {
    ...Object.assign({}, ...[...shared].reverse()),
    ...Object.fromEntries(
      contenders.map(({ candidate: { name } }) => [
        name,
        { kind: 'boolean', default: true, help: `whether ${name} may be a member` } as const,
      ]),
    ),
  };
}
