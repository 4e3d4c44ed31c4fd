// Bundles the command line into dist/bundle: one file a command and shared chunks, because loading
// hundreds of small modules is most of the time that a short command takes.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const scripts = (folder) =>
  readdirSync(join(dist, folder), { recursive: true })
    .filter((file) => file.endsWith('.js'))
    .map((file) => join(dist, folder, file));

/** CommonJS packages inside the bundle look for these three. */
const commonJs = `import { createRequire as bundleRequire } from 'node:module';
import { dirname as bundleDirname } from 'node:path';
import { fileURLToPath as bundlePath } from 'node:url';
const require = bundleRequire(import.meta.url);
const __filename = bundlePath(import.meta.url);
const __dirname = bundleDirname(__filename);`;

/** A module finds its files beside its place in dist, wherever the bundler puts its code. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]dist[\\/].*\.js$/ }, ({ path }) => {
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
};

/** Writes dist/bundle/cli/start.js, dist/bundle/commands/** and dist/bundle/chunks. */
export async function bundleCommands() {
  await build({
    entryPoints: [
      join(dist, 'cli/start.js'),
      join(dist, 'cli/unknown-command.js'),
      ...scripts('commands'),
    ],
    outdir: join(dist, 'bundle'),
    outbase: dist,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.11',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'inline',
    banner: { js: commonJs },
    external: [
      // Large, rarely needed, and under a licence of its own.
      'date-holidays',
      // CommonJS packages that are imported dynamically lose their names in a bundle.
      'yaml',
      '@resvg/resvg-js',
      '@expo-google-fonts/*',
      '@tensorflow/*',
      'danfojs-node',
      'onnxruntime-*',
      '@duckdb/*',
    ],
    plugins: [ownPlaces],
    logLevel: 'warning',
  });
  const nested = scripts('bundle/commands').filter(
    (path) => relative(join(dist, 'bundle'), path).split(/[\\/]/).length > 2,
  );
  for (const path of nested) {
    // `own-places` counts on two folders below dist.
    if (
      readFileSync(path, 'utf8')
        .slice(commonJs.length + 200)
        .includes(', import.meta.url).href')
    ) {
      throw new Error(`${path} holds a module that looks for files beside itself`);
    }
  }
}
