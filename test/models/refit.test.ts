import { describe, expect, it } from 'vitest';
import { models } from '../../src/models/index.js';
import { refitOnAllRows } from '../../src/models/refit.js';
import { panelOf, seriesOf, wavy } from './panels.js';

const engine = { name: 'wasm', threads: 1 };
const context = {
  horizon: 4,
  season: 4,
  probabilities: [],
  validationSize: 20,
  seed: 1,
  options: {},
  engine,
};
const values = wavy(100, 4, 3);
/** The same but for what happens in the validation part. */
const changed = values.map((value, t) => (t >= 80 ? 3 * value : value));

describe.each(models.entries.filter(({ refits }) => refits).map((model) => [model.name, model]))(
  '%s',
  (_, model) => {
    it('learns from the validation rows in its second fit, and not in its first', async () => {
      const [one, other] = [values, changed].map((each) => panelOf(seriesOf(each)));
      const [first, same] = [await model.fit(one!, context), await model.fit(other!, context)];
      const [second, differs] = [
        await refitOnAllRows(model, first, one!, context),
        await refitOnAllRows(model, same, other!, context),
      ];
      if (model.name !== 'linear' && model.name !== 'mstl') {
        expect(same.state).toStrictEqual(first.state);
      }
      expect(differs.state).not.toStrictEqual(second.state);
    });

    it('keeps the options that its first fit resolved', async () => {
      const panel = panelOf(seriesOf(values));
      const first = await model.fit(panel, context);
      const second = await refitOnAllRows(model, first, panel, context);
      expect(second.training?.options).toStrictEqual(first.training?.options);
    });
  },
);

it('a model that does not refit is served as it was fitted', async () => {
  const panel = panelOf(seriesOf(values));
  const naive = models.get('naive');
  const fitted = await naive.fit(panel, context);
  expect(await refitOnAllRows(naive, fitted, panel, context)).toBe(fitted);
});
