// A static import of a CommonJS package keeps its names in the bundle; a dynamic one would not.
export { Config, execute } from '@oclif/core';
