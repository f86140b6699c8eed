import type { PipelineNode, Plan, TextPiece } from '../../plan/plan.js';
import { takenNames, unique } from '../../source/identifiers.js';
import { printable, wrapped } from '../python/literals.js';
import { argumentsOf, returnsOf, titleOf } from '../python/names.js';
import { finished, newWriter, write, writePieces, type MappedLines, type Writer } from '../python/writer.js';
import { bindingsOf, importLines, listed, placeIn } from './imports.js';
import type { KernelForm } from './kernels.js';
import { quoteOf, requoted, withoutStrings, type Quote } from './quotes.js';
import { awaits, typesImported, typesIn } from './types.js';

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
  const context: Context = { plan, form, names: functionNames(plan), quote: quoteOf(plan) };
  const functions = plan.nodes.filter(node => node.form === 'function');
  const scripts = plan.nodes.filter(node => node.form === 'script');
  return [...(functions.length === 0 ? [] : [functionsFile(functions, context)]), ...scripts.map(node => scriptFile(node, context))];
}

interface Context {
  readonly plan: Plan;
  readonly form: KernelForm;
  readonly names: ReadonlyMap<string, string>;
  readonly quote: Quote;
}

function functionsFile(nodes: readonly PipelineNode[], context: Context): MappedFile {
  const { plan, form, names, quote } = context;
  const writer = newWriter();
  const maps = new Map<string, readonly MappedLines[]>();
  write(writer, comment(`The nodes of the ${plan.package} pipeline: each takes what others gave, and gives on what others need.`, ''));
  const head = importLines(bindingsOf(nodes, plan), plan, form, placeIn('.', plan, quote));
  if (head !== '') write(writer, `\n${head}`);
  for (const node of nodes) {
    write(writer, '');
    maps.set(node.name, writeFunction(writer, node, context));
  }
  if (form.modules === 'commonjs') write(writer, `\nmodule.exports = ${listed('{', [...nodes.map(({ name }) => names.get(name) ?? name)], '};')}`);
  return { path: `src/nodes.${form.extension}`, text: finished(writer), maps };
}

/** A node whose text needs more than a function's body: its names are declared at the top, or (in one global scope) it is run as it is. */
function scriptFile(node: PipelineNode, context: Context): MappedFile {
  const { plan, form, quote } = context;
  const writer = newWriter();
  const head = importLines(bindingsOf([node], plan), plan, form, placeIn('..', plan, quote));
  if (form.hasGlobalScripts) {
    const imports = importLines({ ...bindingsOf([node], plan), helpers: [], runtime: [] }, plan, form, placeIn('..', plan, quote));
    write(writer, comment(documentation(node), ''));
    if (imports !== '') write(writer, imports);
    writePieces(writer, [...node.restated, ...node.body], '');
    return { path: `src/scripts/${node.name}.js`, text: finished(writer), maps: new Map([[node.name, writer.map]]) };
  }
  const typed = form.extension.endsWith('ts') ? typesImported(node, context) : [];
  if (typed.length > 0) write(writer, requoted(listed('import type {', typed, `} from '../nodes.${form.extension}';`), quote));
  if (head !== '') write(writer, head);
  if (typed.length > 0 || head !== '') write(writer, '');
  const map = writeFunction(writer, node, context);
  return { path: `src/scripts/${node.name}.${form.extension}`, text: finished(writer), maps: new Map([[node.name, map]]) };
}

function writeFunction(writer: Writer, node: PipelineNode, context: Context): readonly MappedLines[] {
  const { form, names: functions } = context;
  const from = writer.map.length;
  const taken = new Set(argumentsOf(node));
  const types = form.extension.endsWith('ts') ? typesIn(node, context) : new Map<string, string>();
  const typed = (name: string) => (types.has(name) ? `${name}: ${types.get(name) ?? ''}` : name);
  write(writer, comment(documentation(node), ''));
  write(
    writer,
    listed(
      `${form.modules === 'esm' ? 'export ' : ''}${awaits(node) ? 'async ' : ''}function ${functions.get(node.name) ?? node.name}(`,
      argumentsOf(node).map(typed),
      ') {'
    )
      .replace('( ', '(')
      .replace(' ) {', ') {')
  );
  const own = [...new Set(node.declares)].filter(each => !taken.has(each)).map(typed);
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
  const meant = new Set([...bound, ...plan.nodes.flatMap(namesMeant)]);
  const taken = takenNames([...bound, ...plan.nodes.map(({ name }) => name)]);
  return new Map(plan.nodes.map(({ name }) => [name, meant.has(name) ? unique(`${name}Node`, taken) : name] as const));
}

/** Words of a node's text that may be names, but for those that it takes or declares. */
function namesMeant(node: PipelineNode): readonly string[] {
  const own = new Set([...argumentsOf(node), ...node.declares]);
  const words = [...node.restated, ...node.body].flatMap(({ text }) => withoutStrings(text).match(/(?<![\p{L}\w$]|(?<!\.\.)\.)[\p{L}\w$]+/gu) ?? []);
  return [...new Set(words)].filter(word => !own.has(word));
}

/** A cell of IJavaScript that says `$$.async()` ends with `$$.done()`. */
const pauseAfter = (text: string): string =>
  /\$\$\s*\.\s*async\b/.test(text)
    ? 'await $$.ended; // The cell ends when it says that it is done.'
    : 'await new Promise((resume) => setTimeout(resume)); // What was begun goes on.';

const withPause = (piece: TextPiece): TextPiece => (piece.pauses === true ? { ...piece, text: `${piece.text}\n${pauseAfter(piece.text)}` } : piece);

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
