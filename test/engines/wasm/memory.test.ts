import { describe, expect, it } from 'vitest';
import { createMemory } from '../../../src/engines/wasm/memory.js';

const GB = 1e9;

describe('the memory of a network', () => {
  it('is refused before it is taken when the machine has less, or WebAssembly cannot address it', () => {
    expect(() => createMemory(2 * GB, 'a network with 512 hidden units', 1 * GB)).toThrow(
      'a network with 512 hidden units needs 2.0 GB of memory, and this machine has 1.0 GB',
    );
    expect(() => createMemory(20 * GB, 'it', 64 * GB)).toThrow('it would need 20 GB of memory');
  });
});
