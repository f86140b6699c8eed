import type { PipelineNode, Plan, TextPiece } from '../../plan/plan.js';
import { takenNames, unique } from '../../source/identifiers.js';
import { printable, wrapped } from '../python/literals.js';
import { argumentsOf, returnsOf, titleOf } from '../python/names.js';
import { finished, newWriter, write, writePieces, type MappedLines, type Writer } from '../python/writer.js';
import { bindingsOf, importLines, listed, placeIn } from './imports.js';
import type { KernelForm } from './kernels.js';

/** A file with the user's text, and where its lines came from. */
export interface MappedFile {
  readonly path: string;
  readonly text: string;
  /** By node. */
  readonly maps: ReadonlyMap<string, readonly MappedLines[]>;
}

const indent = '  ';

/** Files with the functions of all nodes: one for most of them, and one for each script. */
export function nodeFiles(plan: Plan, form: KernelForm): readonly MappedFile[] {
  const names = functionNames(plan);
  const functions = plan.nodes.filter(node => node.form === 'function');
  const scripts = plan.nodes.filter(node => node.form === 'script');
  return [
    ...(functions.length === 0 ? [] : [functionsFile(functions, { plan, form, names })]),
    ...scripts.map(node => scriptFile(node, { plan, form, names }))
  ];
}

interface Context {
  readonly plan: Plan;
  readonly form: KernelForm;
  readonly names: ReadonlyMap<string, string>;
}

function functionsFile(nodes: readonly PipelineNode[], { plan, form, names }: Context): MappedFile {
  const writer = newWriter();
  const maps = new Map<string, readonly MappedLines[]>();
  write(writer, comment(`The nodes of the ${plan.package} pipeline: each takes what others gave, and gives on what others need.`, ''));
  const head = importLines(bindingsOf(nodes, plan), plan, form, placeIn('.', plan));
  if (head !== '') write(writer, `\n${head}`);
  for (const node of nodes) {
    write(writer, '');
    maps.set(node.name, writeFunction(writer, node, { form, name: names.get(node.name) ?? node.name }));
  }
  if (form.modules === 'commonjs') write(writer, `\nmodule.exports = ${listed('{', [...nodes.map(({ name }) => names.get(name) ?? name)], '};')}`);
  return { path: `src/nodes.${form.extension}`, text: finished(writer), maps };
}

/** A node whose text needs more than a function's body: its names are declared at the top, or (in one global scope) it is run as it is. */
function scriptFile(node: PipelineNode, { plan, form, names }: Context): MappedFile {
  const writer = newWriter();
  const head = importLines(bindingsOf([node], plan), plan, form, placeIn('..', plan));
  if (form.hasGlobalScripts) {
    const imports = importLines({ ...bindingsOf([node], plan), helpers: [], runtime: [] }, plan, form, placeIn('..', plan));
    write(writer, comment(documentation(node), ''));
    if (imports !== '') write(writer, imports);
    writePieces(writer, [...node.restated, ...node.body], '');
    return { path: `src/scripts/${node.name}.js`, text: finished(writer), maps: new Map([[node.name, writer.map]]) };
  }
  if (head !== '') write(writer, `${head}\n`);
  const map = writeFunction(writer, node, { form, name: names.get(node.name) ?? node.name });
  return { path: `src/scripts/${node.name}.${form.extension}`, text: finished(writer), maps: new Map([[node.name, map]]) };
}

function writeFunction(writer: Writer, node: PipelineNode, { form, name }: { readonly form: KernelForm; readonly name: string }): readonly MappedLines[] {
  const from = writer.map.length;
  write(writer, comment(documentation(node), ''));
  write(
    writer,
    listed(`${form.modules === 'esm' ? 'export ' : ''}${awaits(node) ? 'async ' : ''}function ${name}(`, argumentsOf(node), ') {')
      .replace('( ', '(')
      .replace(' ) {', ') {')
  );
  const taken = new Set(argumentsOf(node));
  const own = [...new Set(node.declares)].filter(each => !taken.has(each));
  if (own.length > 0) write(writer, `${indent}let ${own.join(', ')};\n`);
  writePieces(writer, [...node.restated, ...node.body.map(withPause)], indent);
  const names = returnsOf(node);
  if (names.length > 0) {
    if (node.body.length > 0) write(writer, '');
    write(
      writer,
      listed(`${indent}return {`, names, '};')
        .replaceAll('\n', `\n${indent}`)
        .replace(/^\s{4}return/, `${indent}return`)
    );
  }
  write(writer, '}');
  return writer.map.slice(from);
}

/**
 * Names of the functions: those of their nodes, unless the text of some node (or of a helper) means something else by
 * that name, which the function would hide.
 */
export function functionNames(plan: Plan): ReadonlyMap<string, string> {
  const { imports, definitions } = plan.helpers;
  const bound = new Set([...imports.map(({ name }) => name), ...definitions.flatMap(({ names }) => names), 'show', 'require', 'module', 'exports']);
  const taken = takenNames([...bound, ...plan.nodes.map(({ name }) => name)]);
  return new Map(
    plan.nodes.map(({ name }) => {
      const isHiding = bound.has(name) || plan.nodes.some(node => mentions(node, name) && !argumentsOf(node).includes(name) && !node.declares.includes(name));
      return [name, isHiding ? unique(`${name}Node`, taken) : name] as const;
    })
  );
}

const mentions = ({ restated, body }: PipelineNode, name: string): boolean =>
  [...restated, ...body].some(({ text }) => new RegExp(`(?<![\\w$.])${name}(?![\\w$])`).test(text));

/** Said too often does no harm. */
const awaits = ({ restated, body }: PipelineNode): boolean => [...restated, ...body].some(({ text, pauses }) => pauses === true || /\bawait\b/.test(text));

const withPause = (piece: TextPiece): TextPiece =>
  piece.pauses === true ? { ...piece, text: `${piece.text}\nawait new Promise((resume) => setTimeout(resume)); // What was begun goes on.` } : piece;

/** A sentence, and what stands below the heading. */
function documentation(node: PipelineNode): string {
  const title = titleOf(node).replace(/\s+/g, ' ').trim();
  const sentence = /[.!?:]$/.test(title) ? title : `${title}.`;
  const description = (node.settings.description ?? node.doc ?? '').trim();
  return wrapped(description === '' ? sentence : `${sentence}\n\n${description}`, 110);
}

/** A documentation comment: any text, none of which can end it. */
export function comment(text: string, at: string): string {
  const lines = printable(text)
    .trim()
    .replaceAll('*/', '*\\/')
    .split('\n')
    .map(line => line.trimEnd());
  if (lines.length === 1) return `${at}/** ${lines[0] ?? ''} */`;
  return `${at}/**\n${lines.map(line => `${at} *${line === '' ? '' : ` ${line}`}`).join('\n')}\n${at} */`;
}
