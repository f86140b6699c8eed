// Bundles the command line to dist/ and, with --all, JupyterLab's extension. What did not change is not made again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundling, packed } from './bundling.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const isForced = process.argv.includes('--force');

/** All files that a bundle is made of, by name, size and time: cheap to read and enough to see an edit. */
function digestOf(inputs) {
  const hash = createHash('sha256');
  const visit = path => {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== '__pycache__') visit(join(path, name));
    } else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const name of inputs) if (existsSync(join(root, name))) visit(join(root, name));
  return hash.digest('hex');
}

/** Runs `make` unless the inputs are those of the last time that it succeeded. */
async function unlessUnchanged(stamp, inputs, make) {
  const path = join(root, stamp);
  const digest = digestOf([...inputs, 'scripts/build.mjs', 'scripts/bundling.mjs', 'package.json', 'package-lock.json']);
  if (!isForced && existsSync(path) && readFileSync(path, 'utf8') === digest) return;
  await make();
  writeFileSync(path, digest);
}

/** What the extension brings into kernels that lack it. */
const kernelSide = ['__init__.py', 'cli.py', 'kernel'].map(name => join('python', 'jupyterlab_espalier', name));

const notices = 'THIRD_PARTY_LICENSES.txt';

/** Authors whom the package's own licence file leaves out. */
const authors = { '@zzzen/pyright-internal': 'Pyright: Copyright (c) Microsoft Corporation. All rights reserved.\n\n' };

/** Bundles into a folder; files of an earlier bundle go last, so that whoever runs it meanwhile is not disturbed. */
async function bundle(folder, options) {
  const { build } = await import('esbuild');
  mkdirSync(join(root, folder), { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    outdir: folder,
    chunkNames: 'chunks/[name]-[hash]',
    ...bundling,
    splitting: true,
    metafile: true,
    logLevel: 'warning',
    ...options
  });
  writeFileSync(join(root, folder, notices), licencesOf(Object.keys(metafile.inputs)));
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const name = path.slice(root.length);
    if (entry.isFile() && !(name in metafile.outputs) && entry.name !== '.stamp' && entry.name !== notices) rmSync(path);
  }
}

/** The licences of the packages that are inside a bundle: their authors ask for no more, and no less. */
function licencesOf(inputs) {
  const folders = new Set(inputs.flatMap(path => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []));
  return [...folders]
    .sort()
    .map(folder => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(join(root, folder)).find(each => /^licen[cs]e/i.test(each));
      const text = file ? readFileSync(join(root, folder, file), 'utf8') : '';
      if (!text) throw new Error(`${name} has no licence file`);
      return `${name} ${version} (${license})\n\n${authors[name] ?? ''}${text.trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

async function buildCommandLine() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await bundle('dist', {
    entryPoints: { cli: 'converter/cli/index.ts' },
    outExtension: { '.js': '.mjs' },
    minify: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'linked',
    banner: { js: "#!/usr/bin/env node\nimport { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
    define: { 'process.env.npm_package_version': JSON.stringify(version) }
  });
  chmodSync(join(root, 'dist', 'cli.mjs'), 0o755);
}

/** Ours, and the converter as a worker; JupyterLab's own packages stay imports, and come from JupyterLab. */
async function buildLibrary() {
  await bundle('lib', {
    entryPoints: { index: 'extension/index.ts', worker: 'extension/worker/index.ts' },
    plugins: [packed, ...bundling.plugins],
    platform: 'browser',
    target: 'es2022',
    legalComments: 'eof',
    external: ['@jupyterlab/*', '@jupyter/*', '@lumino/*', '@codemirror/state', '@codemirror/view', 'react', 'react-dom'],
    define: { 'process.env': '{}', 'process.platform': '"linux"' }
  });
}

/** JupyterLab's builder, told about JupyterLab's packages by an npm package: it needs no Python. */
function buildLabExtension() {
  const { status, stdout, stderr } = withDependencies(() =>
    spawnSync(
      process.execPath,
      [
        require.resolve('@jupyter/builder/lib/build-labextension.js'),
        '--core-package-file',
        require.resolve('@jupyterlab/core-meta/core.package.json'),
        ...(process.argv.includes('--development') ? ['--development'] : []),
        '.'
      ],
      { cwd: root, encoding: 'utf8' }
    )
  );
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\n`);
    process.exit(1);
  }
}

/** The builder wants the key `dependencies`, which `npm install --save-dev` deletes where it is empty. */
function withDependencies(build) {
  const path = join(root, 'package.json');
  const text = readFileSync(path, 'utf8');
  const content = JSON.parse(text);
  const { atimeMs, mtimeMs } = statSync(path);
  if (content.dependencies) return build();
  writeFileSync(path, JSON.stringify({ ...content, dependencies: {} }, null, 2));
  try {
    return build();
  } finally {
    writeFileSync(path, text);
    utimesSync(path, atimeMs / 1000, mtimeMs / 1000); // What is built is recognised by it.
  }
}

await unlessUnchanged('dist/.stamp', ['converter', 'schema/formats'], buildCommandLine);
if (process.argv.includes('--all')) {
  await unlessUnchanged('lib/.stamp', ['converter', 'extension', 'style', 'schema', 'install.json', ...kernelSide], async () => {
    await buildLibrary();
    buildLabExtension();
  });
}
