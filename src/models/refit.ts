import type { Panel } from '../data/panel/panel.js';
import type { FitContext, Fitted, Model } from './model.js';

/**
 * What is served of a fit whose intervals are calibrated: of a model that `refits`, the same choices with
 * parameters learnt from every row of the panel, validation rows included; of a combination, its members
 * so; of others the fit itself.
 */
export async function refitOnAllRows(
  model: Model,
  fitted: Fitted,
  panel: Panel,
  context: FitContext,
): Promise<Fitted> {
  if (model.refit) return model.refit(fitted, panel, context);
  if (!model.refits) return fitted;
  const options = { ...context.options, ...fitted.training?.options };
  return model.fit(panel, { ...context, options, validationSize: 0 });
}
