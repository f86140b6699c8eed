/** What cells show: last expressions, and the displays of each kernel. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { facts, projectFolder, relativePath } from './facts.mjs';

const endings = {
  'text/plain': '.txt',
  'text/html': '.html',
  'text/markdown': '.md',
  'text/latex': '.tex',
  'image/png': '.png',
  'image/jpeg': '.jpeg',
  'image/svg+xml': '.svg'
};

let keep = () => {};

/** From now on what is shown is kept for this node, and told to the journal. */
export function keepDisplays(node, journal) {
  const folder = join(projectFolder, 'data', '08_reporting', node);
  rmSync(folder, { recursive: true, force: true });
  let number = 0;
  keep = bundle => {
    mkdirSync(folder, { recursive: true });
    const stem = String(++number).padStart(2, '0');
    for (const [mime, content] of Object.entries(bundle)) {
      const path = join(folder, stem + (endings[mime] ?? `.${/[+/]([a-z0-9]+)$/i.exec(mime)?.[1] ?? 'txt'}`));
      writeFileSync(path, bytesOf(mime, content));
      journal.emit('node.display', { node, mime, path: relativePath(path) });
    }
  };
}

/** Pictures come in base 64, as Jupyter's protocol has them. */
function bytesOf(mime, content) {
  if (ArrayBuffer.isView(content)) return content;
  if (/^image\/(?!svg)/.test(mime)) return Buffer.from(String(content), 'base64');
  return typeof content === 'string' ? content : JSON.stringify(content);
}

let last = Promise.resolve();
let waiting = 0;

/** Shows a MIME bundle, after those that are still being made. */
export function displayBundle(bundle) {
  if (waiting === 0) keep(bundle);
  else void displayLater(Promise.resolve(bundle));
}

/** Shows what a promise gives, in the order of the calls. */
export function displayLater(promise) {
  waiting++;
  const before = last;
  const shown = (async () => {
    try {
      const bundle = await promise;
      await before;
      keep(bundle);
    } finally {
      waiting--;
    }
  })();
  last = shown.catch(() => {});
  return later(shown);
}

const customDisplay = Symbol.for('Jupyter.display');

/** A value in the forms that its kernel gives it. */
export async function formatted(value) {
  const custom =
    facts.kernel === 'deno' && value !== null && typeof value === 'object' && typeof value[customDisplay] === 'function'
      ? await value[customDisplay]()
      : undefined;
  if (custom) return custom;
  if (facts.kernel === 'deno') return { 'text/plain': Deno.inspect(value, { colors: false }) };
  return {
    'text/plain': inspect(value),
    ...(value?._toHtml && { 'text/html': value._toHtml() }),
    ...(value?._toPng && { 'image/png': value._toPng() }),
    ...(value?._toSvg && { 'image/svg+xml': value._toSvg() })
  };
}

/** What the pipeline waits for before the node ends. */
export const pending = new Set();

/** Values that Deno's kernel does not publish: those that JSON cannot say. */
const isUnspoken = value => value === null || typeof value === 'bigint' || (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)));

let isSilent = false;

/** Whether last expressions are left unshown: IJavaScript's `$$.async()` says what the cell gives instead. */
export const silence = on => void (isSilent = on);

/** The last expression of a cell, shown as its kernel does. */
export function show(value) {
  if (value === undefined || isSilent || (facts.kernel === 'deno' && isUnspoken(value))) return;
  // tslab prints it; the others publish it.
  if (facts.kernel === 'tslab') console.log(value);
  else void displayLater(formatted(value));
}

/** Keeps the node from ending before a promise settles. */
export function later(promise) {
  pending.add(promise);
  const done = () => pending.delete(promise);
  promise.then(done, done);
  return promise;
}

/** A picture from a file or its bytes. */
export function picture(source) {
  const bytes = typeof source === 'string' ? readFileSync(source) : Buffer.from(source);
  return { [bytes[0] === 0xff ? 'image/jpeg' : 'image/png']: bytes.toString('base64') };
}
