import { describe, expect, it } from 'vitest';
import { createAllocator, createMemory } from '../../../src/engines/wasm/memory.js';

const GB = 1e9;

import { instantiate, loadModule } from '../../../src/engines/wasm/module.js';

describe('the memory of a network', () => {
  it('lies above the constants of the kernels, which every thread writes anew', async () => {
    const memory = createMemory(GB / 1e4, 'it');
    const bytes = new Uint8Array(memory.buffer).fill(0xa5);
    instantiate(await loadModule(), memory);
    const first = createAllocator().take(1);
    expect(bytes.subarray(0, first).some((byte) => byte !== 0xa5)).toBe(true);
    expect(bytes.subarray(first).every((byte) => byte === 0xa5)).toBe(true);
  });

  it('is refused before it is taken when the machine has less, or WebAssembly cannot address it', () => {
    expect(() => createMemory(2 * GB, 'a network with 512 hidden units', 1 * GB)).toThrow(
      'a network with 512 hidden units needs 2.0 GB of memory, and this machine has 1.0 GB',
    );
    expect(() => createMemory(20 * GB, 'it', 64 * GB)).toThrow('it would need 20 GB of memory');
  });
});
