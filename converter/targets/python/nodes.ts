import type { PipelineNode, Plan } from '../../plan/plan.js';
import { annotatedArguments } from './annotations.js';
import { bindingLines, bindingsOf, bindingsWhere, decoratorName, hiddenLines } from './bindings.js';
import { fromLine } from './imports.js';
import { docstring, wrapped } from './literals.js';
import { returnsOf, titleOf } from './names.js';
import { finished, newWriter, write, writePieces, type MappedLines, type Writer } from './writer.js';

/** A file with the user's text, and where the lines of each node came from. */
export interface MappedFile {
  readonly text: string;
  readonly maps: ReadonlyMap<string, readonly MappedLines[]>;
}

const indent = '    ';
const width = 110;

/** `nodes.py`: one function a node. */
export function nodesPy(plan: Plan): MappedFile {
  const writer = newWriter();
  const forms = [...new Set(plan.nodes.map(({ form }) => decorators[form]))];
  const names = new Map(forms.map(name => [name, decoratorName(name, plan)]));
  write(writer, `"""Nodes of the ${plan.package} pipeline."""`);
  writeImports(
    writer,
    plan,
    [...names].map(([name, used]) => (name === used ? name : `${name} as ${used}`))
  );
  const maps = new Map<string, readonly MappedLines[]>();
  for (const node of plan.nodes) {
    write(writer, `\n\n@${names.get(decorators[node.form]) ?? ''}\n${signature(node, plan)}`);
    const from = writer.map.length;
    if (node.form === 'function') writeBody(writer, node, plan);
    else write(writer, docstring(`${documentation(node)}\n\nIts code is a module of its own: scripts/${node.name}.py`, indent));
    maps.set(node.name, writer.map.slice(from));
  }
  return { text: finished(writer), maps };
}

const decorators = { function: 'node', script: 'script' } as const;

/** What the functions' text uses; names that node functions have are imported inside the functions. */
function writeImports(writer: Writer, plan: Plan, own: readonly string[]): void {
  const functions = new Set(plan.nodes.map(({ name }) => name));
  const used = bindingsOf(
    plan.nodes.filter(({ form }) => form === 'function'),
    plan
  );
  const visible = bindingsWhere(used, name => !functions.has(name));
  if (plan.helpers.futures.length > 0) write(writer, `\n${fromLine('__future__', plan.helpers.futures)}`);
  for (const lines of bindingLines({ ...visible, runtime: [...visible.runtime, ...own] }, '.')) write(writer, `\n${lines}`);
}

function writeBody(writer: Writer, node: PipelineNode, plan: Plan): void {
  write(writer, docstring(documentation(node), indent));
  const hidden = hiddenLines(node, plan);
  if (hidden.length > 0) write(writer, indentLines(hidden.join('\n\n')));
  const pieces = [...node.restated, ...node.body];
  if (pieces.length > 0) {
    if (hidden.length > 0 || /^\s*(class|def|async|@)\b/.test(pieces[0]?.text ?? '')) write(writer, '');
    writePieces(writer, pieces, indent);
  }
  const names = returnsOf(node);
  if (names.length > 0) write(writer, `\n${returned(names)}`);
}

const indentLines = (text: string): string => text.replace(/^(?=.)/gm, indent);

function returned(names: readonly string[]): string {
  const line = `${indent}return ${names.join(', ')}`;
  return line.length <= width ? line : `${indent}return (\n${names.map(name => `${indent}${indent}${name},\n`).join('')}${indent})`;
}

/** One line, or one parameter a line where that would be too long. */
function signature(node: PipelineNode, plan: Plan): string {
  const names = annotatedArguments(node, plan);
  const line = `def ${node.name}(${names.join(', ')}):`;
  return line.length <= width ? line : `def ${node.name}(\n${names.map(name => `${indent}${name},\n`).join('')}):`;
}

/** A sentence, and what stands below the heading. */
function documentation(node: PipelineNode): string {
  const title = titleOf(node).replace(/\s+/g, ' ').trim();
  const sentence = /[.!?:]$/.test(title) ? title : `${title}.`;
  const description = (node.settings.description ?? node.doc ?? '').trim();
  return wrapped(description === '' ? sentence : `${sentence}\n\n${description}`, 100);
}

/** `scripts/<node>.py`: text that depends on module scope, run in a namespace of its own. */
export function scriptPy(node: PipelineNode, plan: Plan): { readonly text: string; readonly map: readonly MappedLines[] } {
  const writer = newWriter();
  const future = fromLine('__future__', plan.helpers.futures);
  const lines = [future, ...bindingLines(bindingsOf([node], plan), `${plan.package}.`)].filter(text => text !== '');
  if (lines.length > 0) write(writer, `${lines.join('\n\n')}\n`);
  writePieces(writer, [...node.restated, ...node.body], '');
  return { text: finished(writer), map: writer.map };
}
