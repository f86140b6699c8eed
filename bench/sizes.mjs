// How large what users install is.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kilobytes, table } from './figures.mjs';
import { root } from './paths.mjs';

const bundles = [
  ['command line', 'dist'],
  ['library of the extension', 'lib'],
  ["JupyterLab's extension, built", 'python/jupyterlab_espalier/labextension']
];

function filesBelow(folder) {
  const path = join(root, folder);
  if (!statSync(path, { throwIfNoEntry: false })) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== '.stamp')
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
}

export function measureSizes() {
  const rows = bundles.map(([name, folder]) => {
    const files = filesBelow(folder);
    if (files.length === 0) return [name, `\`${folder}\``, 'not built', '–', '–'];
    const sizes = files.map(path => statSync(path).size);
    const packed = files.map(path => gzipSync(readFileSync(path)).length);
    const sum = values => values.reduce((total, value) => total + value, 0);
    return [name, `\`${folder}\``, String(files.length), kilobytes(sum(sizes)), kilobytes(sum(packed))];
  });
  table('Size', [['bundle', 'folder', 'files', 'size', 'gzipped'], ...rows]);
}
