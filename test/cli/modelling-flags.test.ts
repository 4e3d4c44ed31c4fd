import { describe, expect, it } from 'vitest';
import { modellingFlags, PROMOTED } from '../../src/cli/flags/modelling.js';
import { models } from '../../src/models/index.js';
import { resolveOptions } from '../../src/options.js';

describe('flags that are options of models', () => {
  it('name every model whose default is another', () => {
    expect(modellingFlags.dropout.summary).toMatch(/\[default: 0\.1; segrnn, transformer|0\.5/);
    for (const name of PROMOTED) {
      const defaults = new Set(
        models.entries.flatMap(({ options }) => options[name]?.default ?? []),
      );
      const { summary } = modellingFlags[name];
      expect(summary).toMatch(/ \[default: .+\]$/);
      if (summary?.endsWith('[default: by model]')) continue;
      for (const value of defaults) expect(summary).toContain(String(value));
    }
  });

  it('have the widest bounds, and a model that is named holds to its own', () => {
    const bound = (name: string, value: number) => () =>
      resolveOptions(name, models.get(name).options, { lookback: value });
    expect(bound('gru', 1)).not.toThrow();
    expect(bound('linear', 1)).toThrow('linear: lookback: "1" is not allowed');
  });
});
