// A static import of a CommonJS package keeps its names in the bundle; a dynamic one would not.
import { isMap, isScalar, Lexer, parseDocument, visit } from 'yaml';

export { stringify } from 'yaml';

/** Deeper and larger than any config, and far below what takes the parser more than a moment. */
const DEEPEST = 16;
const MOST_TOKENS = 100_000;

/**
 * A YAML document as plain data, every scalar as it is written (`007` stays three digits); null for an
 * empty one.
 * @throws Error with one line that says what cannot be read
 */
export function parseYaml(text: string): unknown {
  refuseMazes(text);
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    prettyErrors: true,
    logLevel: 'silent',
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Error(problem.message.split('\n')[0]);
  visit(document, {
    Node: (_, node) => {
      const tag = isScalar(node) || isMap(node) ? node.tag : undefined;
      if (tag !== undefined && !/^tag:yaml.org,2002:(str|map|seq)$/.test(tag)) {
        throw new Error(`the tag ${tag} has no meaning here`);
      }
    },
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (name === '' || name === '__proto__') throw new Error(`"${name}" is no key`);
        if (seen.has(name)) throw new Error(`the key "${name}" occurs twice`);
        seen.add(name);
      }
    },
    Scalar: (_, scalar) => {
      const plain = scalar.type === 'PLAIN' || scalar.type === undefined;
      if (plain && ['', '~', 'null'].includes(String(scalar.value))) scalar.value = null;
    },
  });
  return document.toJS({ maxAliasCount: 10 });
}

/** What a parser needs more than proportional time for: keys within keys, lists in lists, and sheer size. */
function refuseMazes(text: string): void {
  let depth = 0;
  let dashes = 0;
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (token === '?') throw new Error('keys marked with "?" have no meaning here');
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    dashes = token === '-' ? dashes + 1 : token.trim() === '' ? dashes : 0;
    if (depth > DEEPEST || dashes > DEEPEST) throw new Error('it is nested too deep');
    if (tokens > MOST_TOKENS) throw new Error('it has more parts than a config file may have');
  }
}
