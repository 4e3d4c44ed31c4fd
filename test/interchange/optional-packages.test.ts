import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const optional = Object.keys(manifest.peerDependencies);

const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }));

describe('TensorFlow.js and danfo.js', () => {
  it('are optional peers, which a plain install does not fetch', () => {
    expect(optional).toContain('@tensorflow/tfjs');
    expect(optional).toContain('danfojs-node');
    for (const name of optional) {
      expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
      expect(Object.keys(manifest.dependencies)).not.toContain(name);
    }
  });

  it('are never imported before they are asked for', () => {
    for (const { path, text } of sources) {
      const imports = text.matchAll(/^import (?!type )[^;]*? from '([^']+)';$/gms);
      for (const [, name] of imports) expect(optional, path).not.toContain(name);
    }
  });
});
