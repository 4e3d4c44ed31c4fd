// A static import of a CommonJS package keeps its names in the bundle; a dynamic one would not.
export { parse, stringify } from 'yaml';
