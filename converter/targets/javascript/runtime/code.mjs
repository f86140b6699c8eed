/** The text of a node, ready to be called. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { show } from './display.mjs';
import { projectFolder } from './facts.mjs';
import { loadHelpers } from './references.mjs';

/** Runs the node's code with the values of its inputs, by name; gives those of its outputs. */
export async function runCode(node, values) {
  const path = join(projectFolder, node.file);
  if (node.kind === 'script' && path.endsWith('.js')) return runScript(node, path, values);
  const found = path.endsWith('.cjs') ? createRequire(import.meta.url)(path) : await import(pathToFileURL(path).href);
  const names = node.inputs.flatMap(({ takes }) => takes);
  return (await found[node.function](...names.map(name => values[name]))) ?? {};
}

/** Cells as scripts, one after the other in the one global scope, as IJavaScript runs them. */
async function runScript(node, path, values) {
  Object.assign(globalThis, { show }, await loadHelpers(), values);
  const lines = readFileSync(path, 'utf8').split('\n');
  const head = lines.slice(0, (node.map[0]?.from ?? 1) - 1).join('\n');
  vm.runInThisContext(head, { filename: path });
  for (const { from, to } of node.map) {
    vm.runInThisContext(lines.slice(from - 1, to).join('\n'), { filename: path, lineOffset: from - 1 });
    // What was begun goes on, as between two cells.
    await new Promise(resume => setTimeout(resume));
    await globalThis.$$?.ended;
  }
  const names = node.outputs.flatMap(output => output.names);
  return Object.fromEntries(names.map(name => [name, vm.runInThisContext(`typeof ${name} === 'undefined' ? undefined : ${name}`)]));
}
