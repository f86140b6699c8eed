/** Keeps the values of datasets in files, and gives them back. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { catalog } from './config.mjs';
import { decode, encode } from './encode.mjs';
import { UnsavableError } from './errors.mjs';
import { projectFolder, relativePath } from './facts.mjs';
import { fileDigest, isFile, writeWhole } from './files.mjs';
import { isJson } from './json.mjs';

const formats = ['json', 'v8'];

/** The path of a dataset without the ending that tells its format. */
function stemOf(dataset) {
  const entry = catalog()[dataset];
  if (typeof entry?.filepath !== 'string') throw new Error(`conf/base/catalog.json has no '${dataset}'`);
  return { stem: join(projectFolder, entry.filepath), wanted: entry.format ?? 'auto' };
}

/** The file that holds a dataset; `undefined` where there is none yet. */
export function fileOf(dataset) {
  const { stem } = stemOf(dataset);
  return formats.map(format => ({ format, path: `${stem}.${format}` })).find(({ path }) => isFile(path));
}

/** Bytes of a value in the format that the catalog wants; `name` says in errors what it is. */
export function packed(dataset, value, name) {
  const { stem, wanted } = stemOf(dataset);
  if (wanted === 'json' && !isJson(value)) throw new UnsavableError('more than JSON can say', name);
  return { stem, ...encode(value, name) };
}

/** Writes what `packed` made; gives what the run record keeps of it. */
export function save(dataset, { stem, format, bytes }, value) {
  const path = `${stem}.${format}`;
  writeWhole(path, bytes);
  for (const other of formats) if (other !== format) rmSync(`${stem}.${other}`, { force: true });
  const { size, mtimeNs } = statSync(path, { bigint: true });
  return {
    dataset,
    path: relativePath(path),
    format,
    type: typeName(value),
    shape: shapeOf(value),
    bytes: Number(size),
    sha256: fileDigest(path),
    mtime_ns: Number(mtimeNs),
    preview: preview(value)
  };
}

/** A dataset's value, and the digest of its file. */
export function load(dataset) {
  const file = fileOf(dataset);
  if (!file) throw new Error(`nothing is stored for '${dataset}': run the node that makes it first`);
  return { value: decode(readFileSync(file.path), file.format), sha256: fileDigest(file.path) };
}

/** `Map`, `Array`, `number`, `Point`. */
function typeName(value) {
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  const own = Object.getPrototypeOf(value)?.constructor;
  return typeof own === 'function' && own.name !== '' ? own.name : 'Object';
}

/** Rows, and columns where all rows seem to have the same. */
function shapeOf(value) {
  if (value instanceof Map || value instanceof Set) return [value.size];
  if (ArrayBuffer.isView(value)) return [value.length ?? value.byteLength];
  if (!Array.isArray(value)) return null;
  const [first] = value;
  const columns = Array.isArray(first) ? first.length : typeof first === 'object' && first !== null ? Object.keys(first).length : undefined;
  return columns === undefined ? [value.length] : [value.length, columns];
}

const mostPreviewed = 200;

function preview(value) {
  try {
    const text = inspect(value, { depth: 1, breakLength: Infinity, maxArrayLength: 5, maxStringLength: 80 });
    return text.length > mostPreviewed ? `${text.slice(0, mostPreviewed)}…` : text;
  } catch {
    return null;
  }
}
