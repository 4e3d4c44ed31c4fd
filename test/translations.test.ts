import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cli/gatecast.js';

/** Each page with its Chinese translation, from the root of the project. */
const pairs = [
  ['README.md', 'README.zh-CN.md'],
  ...readdirSync(join(root, 'docs/learn'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => [`docs/learn/${name}`, `docs/zh/learn/${name}`]),
] as [string, string][];
const translationOf = new Map(pairs);
const textOf = (page: string) => readFileSync(join(root, page), 'utf8');
const blocks = /^```[\s\S]*?^```$/gm;

/** Depths of the headings, lengths of the lists and tables: what two languages must share. */
const outlineOf = (page: string) =>
  textOf(page)
    .replace(blocks, '')
    .split('\n')
    .map((line) => /^(#+ |- |\d+\. |\|)/.exec(line)?.[1])
    .filter((mark) => mark !== undefined);

/** Where the links and pictures of a page lead, each as the English page that it is or translates. */
function targetsOf(page: string): string[] {
  const english = new Map(pairs.map(([original, translation]) => [translation, original]));
  return [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, to]) => relative(root, resolve(root, dirname(page), to!)))
    .map((to) => english.get(to) ?? to);
}

describe('Chinese pages', () => {
  it('there is one for each English page, and no other', () => {
    const pages = readdirSync(join(root, 'docs/zh/learn')).map((name) => `docs/zh/learn/${name}`);
    expect(['README.zh-CN.md', ...pages].sort()).toEqual([...translationOf.values()].sort());
  });

  it.each(pairs)(
    '%s has the headings, lists and tables of its translation',
    (page, translation) => {
      expect(outlineOf(translation)).toEqual(outlineOf(page));
    },
  );

  it.each(pairs)('%s has the commands and outputs of its translation', (page, translation) => {
    expect(textOf(translation).match(blocks)).toEqual(textOf(page).match(blocks));
  });

  it.each(pairs)('%s leads where its translation leads', (page, translation) => {
    expect(targetsOf(translation).sort()).toEqual(targetsOf(page).sort());
  });

  it.each(pairs)('%s names the same flags, files and numbers in code', (page, translation) => {
    const codeOf = (name: string) => {
      const spans = textOf(name)
        .replace(blocks, '')
        .match(/`[^`\n]+`/g);
      return [...new Set(spans)].sort();
    };
    expect(codeOf(translation)).toEqual(codeOf(page));
  });
});
