// Bundles src/render/page/main.ts with the parts of ECharts it uses into one text for the HTML report.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Writes render/page/bundle.cjs in `dist`, a module that is the script's text. */
export async function bundleReportPage(dist) {
  const { outputFiles } = await build({
    entryPoints: [at('src/render/page/main.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    legalComments: 'none',
    banner: { js: '/* with Apache ECharts (Apache-2.0) and zrender (BSD-3-Clause) */' },
    charset: 'ascii',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
  });
  // Inside a page a script ends at the first "</script", and "<!--" starts a comment.
  const script = outputFiles[0].text
    .replaceAll(/<\/(?=script)/gi, '<\\/')
    .replaceAll('<!--', '\\x3c!--')
    .trim();
  mkdirSync(join(dist, 'render/page'), { recursive: true });
  writeFileSync(
    join(dist, 'render/page/bundle.cjs'),
    `module.exports = ${JSON.stringify(script)};\n`,
  );
}
