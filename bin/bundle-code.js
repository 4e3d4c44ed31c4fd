// Bundles the command line, the library and the workers into dist/bundle: one file an entry and shared
// chunks, because loading hundreds of small modules is most of the time that a short command takes.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { writeNotices } from './notices.js';

/** CommonJS packages inside the bundle look for these three. */
const commonJs = `import { createRequire as bundleRequire } from 'node:module';
import { dirname as bundleDirname } from 'node:path';
import { fileURLToPath as bundlePath } from 'node:url';
const require = bundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundleDirname(__filename);`;

/** Entries besides the commands: where they lie in the bundle, and of what. */
const ENTRIES = {
  'cli/start': 'cli/start.js',
  'cli/help': 'cli/screen/help.js',
  'cli/unknown-command': 'cli/unknown-command.js',
  'library/index': 'index.js',
  'library/danfo': 'danfo/danfo.js',
};

/** A module finds its files beside its place in dist, wherever the bundler puts its code. */
const ownPlaces = (dist) => ({
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
      if (!path.startsWith(dist)) return undefined;
      const place = JSON.stringify(
        relative(join(dist, 'bundle', 'any'), path).replaceAll('\\', '/'),
      );
      const contents = readFileSync(path, 'utf8').replaceAll(
        'import.meta.url',
        `new URL(${place}, import.meta.url).href`,
      );
      return { contents, resolveDir: dirname(path) };
    });
  },
});

/** Writes `dist`/bundle: cli, commands, library, workers and chunks, and the licences of what is inside. */
export async function bundleCode(root, dist) {
  const scripts = (folder) =>
    readdirSync(join(dist, folder), { recursive: true })
      .filter((file) => file.endsWith('.js'))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`);
  const workers = scripts('.').filter((file) => /worker\.js$/.test(file));
  const entries = {
    ...ENTRIES,
    ...Object.fromEntries(scripts('commands').map((file) => [file.slice(0, -'.js'.length), file])),
    ...Object.fromEntries(
      workers.map((file) => [`workers/${file.split('/').at(-1).slice(0, -'.js'.length)}`, file]),
    ),
  };
  const { metafile } = await build({
    entryPoints: Object.entries(entries).map(([out, file]) => ({ out, in: join(dist, file) })),
    outdir: join(dist, 'bundle'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.11',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    banner: { js: commonJs },
    external: ['@resvg/resvg-js', '@tensorflow/*', 'danfojs-node', 'onnxruntime-*', '@duckdb/*'],
    plugins: [ownPlaces(dist)],
    logLevel: 'warning',
  });
  writeNotices(root, Object.keys(metafile.inputs), join(dist, 'bundle/NOTICES.txt'));
  const nested = scripts('bundle/commands').filter((path) => path.split('/').length > 3);
  for (const path of nested) {
    // `own-places` counts on two folders below dist.
    if (
      readFileSync(join(dist, path), 'utf8')
        .slice(commonJs.length + 200)
        .includes(', import.meta.url).href')
    ) {
      throw new Error(`${path} holds a module that looks for files beside itself`);
    }
  }
}
