import type { PipelineNode, Plan } from '../../plan/plan.js';
import { fromLine, importBlock } from './imports.js';
import { docstring, wrapped } from './literals.js';
import { argumentsOf, returnsOf, titleOf } from './names.js';
import { finished, newWriter, write, writePieces, type MappedLines, type Writer } from './writer.js';

/** A file with the user's text, and where each of its lines came from. */
export interface MappedFile {
  readonly text: string;
  readonly maps: ReadonlyMap<string, readonly MappedLines[]>;
}

const indent = '    ';

/** `nodes.py`: one function a node. */
export function nodesPy(plan: Plan): MappedFile {
  const writer = newWriter();
  const functions = plan.nodes.filter(({ form }) => form === 'function');
  const uses = (pick: (node: PipelineNode) => readonly string[]) => [...new Set(functions.flatMap(pick))].sort();
  const imports = new Set(uses(({ usesImports }) => usesImports));
  const runtime = new Set([...uses(node => node.runtime), ...plan.nodes.map(({ form }) => (form === 'function' ? 'node' : 'script'))]);
  write(writer, `"""Nodes of the ${plan.package} pipeline."""\n`);
  if (plan.helpers.futures.length > 0) write(writer, `${fromLine('__future__', plan.helpers.futures)}\n`);
  const block = importBlock(plan.helpers.imports.filter(({ name }) => imports.has(name)));
  if (block !== '') write(writer, `${block}\n`);
  const helpers = uses(({ usesHelpers }) => usesHelpers);
  if (helpers.length > 0) write(writer, fromLine('.helpers', helpers));
  write(writer, fromLine('.runtime', [...runtime].sort()));
  const maps = new Map<string, readonly MappedLines[]>();
  for (const node of plan.nodes) {
    write(writer, '\n');
    const from = writer.map.length;
    if (node.form === 'function') writeFunction(writer, node);
    else writeScriptHeader(writer, node);
    maps.set(node.name, writer.map.slice(from));
  }
  return { text: finished(writer), maps };
}

function writeFunction(writer: Writer, node: PipelineNode): void {
  write(writer, `@node\n${signature(node)}`);
  write(writer, docstring(documentation(node), indent));
  if (node.restated.length > 0) {
    write(writer, '');
    writePieces(writer, node.restated, indent);
  }
  if (node.body.length > 0) {
    write(writer, '');
    writePieces(writer, node.body, indent);
  }
  const names = returnsOf(node);
  if (names.length > 0) write(writer, `\n${indent}return ${names.join(', ')}`);
}

/** A function without a body: its text is a file of its own. */
function writeScriptHeader(writer: Writer, node: PipelineNode): void {
  write(writer, `@script\n${signature(node)}`);
  write(writer, docstring(`${documentation(node)}\n\nThe code is in scripts/${node.name}.py: it depends on module scope.`, indent));
}

/** One line, or one parameter a line where that would be too long. */
function signature(node: PipelineNode): string {
  const names = argumentsOf(node);
  const line = `def ${node.name}(${names.join(', ')}):`;
  return line.length <= 110 ? line : `def ${node.name}(\n${names.map(name => `${indent}${name},\n`).join('')}):`;
}

function documentation(node: PipelineNode): string {
  const title = titleOf(node).trim();
  const sentence = /[.!?:]$/.test(title) ? title : `${title}.`;
  const description = node.settings.description ?? node.doc;
  return wrapped(description === undefined || description.trim() === '' ? sentence : `${sentence}\n\n${description.trim()}`, 100);
}

/** `scripts/<node>.py`: text that depends on module scope, run in a namespace of its own. */
export function scriptPy(node: PipelineNode, plan: Plan): { readonly text: string; readonly map: readonly MappedLines[] } {
  const writer = newWriter();
  const imports = new Set(node.usesImports);
  if (plan.helpers.futures.length > 0) write(writer, fromLine('__future__', plan.helpers.futures));
  const block = importBlock(plan.helpers.imports.filter(({ name }) => imports.has(name)));
  if (block !== '') write(writer, block);
  if (node.usesHelpers.length > 0) write(writer, fromLine(`${plan.package}.helpers`, [...node.usesHelpers].sort()));
  if (node.runtime.length > 0) write(writer, fromLine(`${plan.package}.runtime`, [...node.runtime].sort()));
  if (writer.lines.length > 0) write(writer, '');
  writePieces(writer, [...node.restated, ...node.body], '');
  return { text: finished(writer), map: writer.map };
}
