/** What each kernel gives to the code of cells beyond its runtime. */
import { createRequire, Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { displayBundle, displayLater, formatted, later, picture, show, silence } from './display.mjs';
import { facts, projectFolder, workingFolder } from './facts.mjs';

/** Makes the process look like the notebook's kernel. */
export function becomeKernel() {
  ({ deno: becomeDeno, tslab: becomeTslab, ijavascript: becomeIJavascript })[facts.kernel]?.();
}

const tagged =
  mime =>
  (strings, ...values) =>
    displayable({ [mime]: String.raw(strings, ...values) });
const displayable = bundle => ({ [Symbol.for('Jupyter.display')]: () => bundle });

function becomeDeno() {
  const jupyter = {
    $display: Symbol.for('Jupyter.display'),
    display: (value, { raw = false } = {}) => displayLater(raw ? Promise.resolve(value) : formatted(value)),
    format: formatted,
    broadcast: async () => {},
    md: tagged('text/markdown'),
    html: tagged('text/html'),
    svg: tagged('image/svg+xml'),
    image: source => displayable(picture(source))
  };
  Deno.jupyter = jupyter;
  // What is written to the kernel's own streams never reaches a notebook.
  const lost = bytes => bytes.length;
  Deno.stdout.writeSync = lost;
  Deno.stderr.writeSync = lost;
  Deno.stdout.write = async bytes => lost(bytes);
  Deno.stderr.write = async bytes => lost(bytes);
  process.stdout.write = swallow;
  process.stderr.write = swallow;
  globalThis.addEventListener('unhandledrejection', event => event.preventDefault());
}

function swallow(...args) {
  const done = args.find(each => typeof each === 'function');
  if (done) queueMicrotask(done);
  return true;
}

function goOn() {
  const tell = error => console.error(error);
  process.on('unhandledRejection', tell);
  process.on('uncaughtException', tell);
}

/** tslab's own module answers as it does in the kernel; other modules come from the notebook's folder, too. */
function becomeTslab() {
  goOn();
  globalThis.require ??= notebookRequire();
  shimModules();
}

/** Requests for `tslab` and for what the project lacks are answered before Node gives up. */
function shimModules() {
  const resolve = Module._resolveFilename;
  const shim = join(dirname(fileURLToPath(import.meta.url)), 'tslab.cjs');
  const fromNotebook = createRequire(join(workingFolder(), 'notebook.js'));
  Module._resolveFilename = function (request, parent, ...others) {
    if (request === 'tslab') return shim;
    const isOfCell = parent?.filename?.startsWith(join(projectFolder, 'src'));
    if (isOfCell && /^\.\.?\//.test(request) && !parent.filename.includes('runtime')) {
      try {
        return resolve.call(this, request, parent, ...others);
      } catch {
        return fromNotebook.resolve(request);
      }
    }
    return resolve.call(this, request, parent, ...others);
  };
}

/** `require` as the kernel has it: from the notebook's folder. */
export const notebookRequire = () => createRequire(pathToFileURL(join(workingFolder(), 'notebook.js')));

function becomeIJavascript() {
  goOn();
  shimModules();
  globalThis.require = notebookRequire();
  globalThis.$$ = session();
}

/** IJavaScript's `$$`. */
function session() {
  let finish;
  let ended = Promise.resolve();
  const end = bundle => {
    silence(false);
    if (bundle) displayBundle(bundle);
    finish?.();
    finish = undefined;
  };
  const send = bundle => end(bundle);
  return {
    async: () => {
      silence(true);
      ended = later(new Promise(resolve => (finish = resolve)));
    },
    /** Resolves when the cell that said `async()` is done: the kernel runs no other cell before. */
    get ended() {
      return ended;
    },
    done: (...results) => {
      silence(false);
      for (const result of results) show(result);
      end();
    },
    sendResult: result => {
      silence(false);
      show(result);
      end();
    },
    sendError: error => {
      console.error(error);
      end();
    },
    mime: send,
    text: text => send({ 'text/plain': text }),
    html: html => send({ 'text/html': html }),
    svg: svg => send({ 'image/svg+xml': svg }),
    png: png => send({ 'image/png': png }),
    jpeg: jpeg => send({ 'image/jpeg': jpeg }),
    display: () => ({ text: text => displayBundle({ 'text/plain': text }), html: html => displayBundle({ 'text/html': html }), close: () => {} }),
    clear: () => {}
  };
}
