// Bundles the command line to dist/, unless nothing changed since the last time.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const stamp = join(root, 'dist', '.stamp');

/** All files that the bundle is made of, by name, size and time: cheap to read and enough to see an edit. */
function inputsDigest() {
  const hash = createHash('sha256');
  const visit = path => {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== '__pycache__') visit(join(path, name));
    } else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const name of ['converter', 'schema', 'scripts/build.mjs', 'package-lock.json']) if (existsSync(join(root, name))) visit(join(root, name));
  return hash.digest('hex');
}

/** pyright's parser: English messages only, and nothing that a browser lacks. */
const pyright = {
  name: 'pyright',
  setup(build) {
    build.onLoad({ filter: /package\.nls\.[\w-]+\.json$/ }, ({ path }) => (/en-us/.test(path) ? undefined : { contents: '{}', loader: 'json' }));
    build.onResolve({ filter: /^path$/ }, () => ({ path: require.resolve('path-browserify') }));
    build.onLoad({ filter: /pyright-internal[\\/]dist[\\/]common[\\/]core\.js$/ }, ({ path }) => ({
      loader: 'js',
      contents: readFileSync(path, 'utf8').replace(/Buffer\.from\((\w+), *'utf8'\)\.toString\('utf8'\)/g, '$1')
    }));
  }
};

const digest = inputsDigest();
if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) process.exit(0);

const { build } = await import('esbuild');
rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: { cli: 'converter/cli/index.ts' },
  outdir: 'dist',
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  loader: { '.py': 'text' },
  plugins: [pyright],
  legalComments: 'linked',
  banner: { js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  define: { 'process.env.npm_package_version': JSON.stringify(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version) },
  logLevel: 'warning'
});
mkdirSync(join(root, 'dist'), { recursive: true });
writeFileSync(stamp, digest);
