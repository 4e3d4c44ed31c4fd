import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes the licences of all packages that a bundle holds a part of. */
export function writeNotices(root, inputs, path) {
  const names = inputs.flatMap((input) => {
    const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    return name === undefined ? [] : [name];
  });
  // Part of the report's page, which is bundled on its own.
  const texts = [...new Set([...names, 'echarts', 'zrender'])].sort().map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)(\.\w+)?$/i.test(file));
    const own = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...own].join('\n\n');
  });
  const rule = `\n\n${'-'.repeat(72)}\n\n`;
  writeFileSync(path, `gatecast holds parts of these packages.${rule}${texts.join(rule)}\n`);
}
