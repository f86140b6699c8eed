// What every bundle of the converter needs from esbuild.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

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

/** Files that projects carry are bundled as text. */
const asText = {
  name: 'as-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice(0, -'?raw'.length)), namespace: 'text' }));
    build.onLoad({ filter: /.*/, namespace: 'text' }, ({ path }) => ({ contents: readFileSync(path, 'utf8'), loader: 'text' }));
  }
};

/** Its main file is of a kind that no bundler can look into. */
const alias = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' };

export const bundling = { bundle: true, format: 'esm', alias, loader: { '.py': 'text' }, plugins: [pyright, asText] };
