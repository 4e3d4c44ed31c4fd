import { describe, expect, it } from 'vitest';
import { signatures } from '../../../src/engines/wasm/kernels.js';
import { createMemory } from '../../../src/engines/wasm/memory.js';
import { instantiate, loadModule } from '../../../src/engines/wasm/module.js';

describe('kernels', () => {
  it('take exactly the operands that their declarations name', async () => {
    const kernels = instantiate(await loadModule(), createMemory(65536, 'the test'));
    const declared = Object.entries(signatures).map(([name, operands]) => [name, operands.length]);
    const built = Object.entries(kernels)
      .filter(([, value]) => typeof value === 'function')
      .map(([name, kernel]) => [name, kernel.length]);
    expect(Object.fromEntries(built)).toEqual(Object.fromEntries(declared));
  });
});
