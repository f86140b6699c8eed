// What every bundle of the converter needs from esbuild.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));

/** The messages that pyright's parser has; those of its checker are twenty times as many. */
function messagesOfParser() {
  const folder = dirname(require.resolve('@zzzen/pyright-internal/dist/parser/parser.js'));
  const texts = readdirSync(folder)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap(text => [...text.matchAll(/LocMessage\.(\w+)/g)].map(([, name]) => name)));
}

/** pyright's parser: its own messages in English only, no addresses of files, and nothing that a browser lacks. */
const pyright = {
  name: 'pyright',
  setup(build) {
    const messages = messagesOfParser();
    build.onLoad({ filter: /package\.nls\.[\w-]+\.json$/ }, ({ path }) => {
      if (!/en-us/.test(path)) return { contents: '{}', loader: 'json' };
      const { Diagnostic } = JSON.parse(readFileSync(path, 'utf8'));
      const kept = Object.fromEntries(Object.entries(Diagnostic).filter(([name]) => messages.has(name)));
      return { contents: JSON.stringify({ Diagnostic: kept }), loader: 'json' };
    });
    build.onLoad({ filter: /pyright-internal[\\/]dist[\\/]localization[\\/]localize\.js$/ }, ({ path }) => ({
      loader: 'js',
      contents: readFileSync(path, 'utf8').replace(/^ +\w+\.(\w+) = \(\) => .*getRawString\('.*$/gm, (line, name) => (messages.has(name) ? line : ''))
    }));
    build.onLoad({ filter: /pyright-internal[\\/]dist[\\/]common[\\/]uri[\\/]uri\.js$/ }, () => ({ loader: 'js', contents: 'exports.Uri = {};' }));
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

/** Texts and tables, a third of the converter, packed for browsers: Jupyter serves files as they are. */
export const packed = {
  name: 'packed',
  setup(build) {
    const load = read => args => {
      const text = deflateRawSync(readFileSync(args.path), { level: 9 }).toString('base64');
      return { contents: `import { unpack } from 'unpack'; export default ${read(`unpack('${text}')`)};`, resolveDir: root };
    };
    const asIs = load(text => `/* @__PURE__ */ ${text}`);
    build.onLoad({ filter: /\.py$/ }, asIs);
    build.onLoad({ filter: /.*/, namespace: 'text' }, asIs);
    build.onLoad(
      { filter: /[\\/]converter[\\/]languages[\\/].*\.json$/ },
      load(text => `/* @__PURE__ */ JSON.parse(/* @__PURE__ */ ${text})`)
    );
    build.onResolve({ filter: /^unpack$/ }, () => ({ path: 'unpack', namespace: 'unpack' }));
    build.onLoad({ filter: /.*/, namespace: 'unpack' }, () => ({ contents: unpacking, resolveDir: root }));
  }
};

const unpacking = `import { inflateSync, strFromU8 } from 'fflate';
export const unpack = text => strFromU8(inflateSync(Uint8Array.from(atob(text), letter => letter.charCodeAt(0))));`;
