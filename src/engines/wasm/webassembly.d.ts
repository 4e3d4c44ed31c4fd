// The part of the WebAssembly JavaScript interface that the engine uses: TypeScript ships it only with
// the browser's types, which the project does without.
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>;

  class Module {
    constructor(bytes: Uint8Array);
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum: number; shared: true });
    readonly buffer: SharedArrayBuffer;
  }

  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
}
