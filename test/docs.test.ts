import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';
import { temporaryFolder } from './cli/samples.js';
import { runInShell } from './cli/shell.js';
import { shortFixtures } from './cli/short-fixtures.js';

/** Pages for users and for contributors; decisions are history and may name what is gone. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
  ...readdirSync(join(root, 'docs/learn'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs/learn', name)),
];
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');

/**
 * The ```sh blocks of a page that call gatecast, in order. `<!-- not run: reason -->` above a block
 * leaves it out: it needs a network, a terminal, or files that only the reader has.
 */
function shellBlocks(page: string): string[] {
  const blocks = textOf(page).matchAll(/(<!-- not run: .+? -->\n+)?```sh\n([\s\S]*?)```/g);
  return [...blocks].flatMap(([, skipped, block = '']) =>
    skipped === undefined && /(^|\W)gatecast\s/m.test(block) ? [block] : [],
  );
}

describe('documentation', () => {
  it.each(pages.filter((page) => shellBlocks(page).length > 0))(
    'the commands of %s run in the order they stand',
    async (page) => {
      const folder = temporaryFolder();
      shortFixtures(folder);
      for (const block of shellBlocks(page)) {
        const { stderr, exitCode } = await runInShell(`set -e\n${block}`, folder);
        expect(stderr, block).not.toMatch(/^bug:/m);
        expect(exitCode, block).toBe(0);
      }
    },
    240_000,
  );

  it.each(pages)('the links of %s lead somewhere', (page) => {
    const targets = [...textOf(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to]) => to!);
    const names = new Set<string>();
    for (const target of targets.filter((to) => !/^[a-z]+:/.test(to))) {
      const path = resolve(root, dirname(page), target);
      if (!names.has(path)) expect(() => readdirSync(dirname(path))).not.toThrow();
      names.add(path);
      expect(readdirSync(dirname(path)), `${page}: ${target}`).toContain(path.split('/').at(-1));
    }
  });

  it('every guide is linked from the README', () => {
    const readme = textOf('README.md');
    const guides = pages.filter((name) => dirname(name) === 'docs');
    for (const page of [...guides, 'docs/learn/README.md']) {
      expect(readme.includes(`(${page})`), page).toBe(true);
    }
  });

  it('every decision stands in the index, under its own title', () => {
    const folder = 'docs/decisions';
    const index = textOf(join(folder, 'README.md'));
    const decisions = readdirSync(join(root, folder)).filter((name) => /^\d.*\.md$/.test(name));
    for (const name of decisions) {
      const title = textOf(join(folder, name)).split('\n')[0]!.slice(2);
      expect(index, name).toContain(`[${title}](${name})`);
    }
  });
});
