import type { Analysis, CellAnalysis, FileAccess } from '../analysis/analysis.js';
import { keysKey, type Argument, type Language, type Value } from '../languages/language.js';
import type { FileListing } from '../notebook/listing.js';
import type { Json } from '../notebook/notebook.js';
import { identifier, unique } from '../source/identifiers.js';
import type { Span } from '../source/span.js';
import { localModule, rootOf } from '../languages/modules.js';
import { pathOf, type PathContext } from './path.js';
import type { Dataset, PipelineNode, TextPiece, Workspace } from './plan.js';

/** A read of a data file that the engine's catalog can say whole: a free input takes the place of the call. */
interface RawRead {
  readonly node: PipelineNode;
  readonly cell: string;
  /** Line (1-based) in the cell's source and column (0-based) of the call, which stands on one line, and its text. */
  readonly line: number;
  readonly column: number;
  readonly call: string;
  readonly dataset: string;
  /** The file as the notebook has it, relative to its folder, and its place in the project. */
  readonly source: string;
  readonly path: string;
  /** The library function that reads it, e.g. `pandas.read_csv`, and its keyword arguments. */
  readonly format: string;
  readonly options: { readonly [name: string]: Json };
}

export interface RawContext {
  readonly analysis: Analysis;
  readonly language: Language;
  readonly files: FileListing;
  /** Names that are surely a library's. */
  readonly imports: PathContext['imports'];
  /** Names that no dataset may have. */
  readonly reserved: () => Iterable<string>;
}

/** The parts of a plan that free inputs change. */
export interface RawParts {
  readonly nodes: readonly PipelineNode[];
  readonly datasets: readonly Dataset[];
  readonly workspace: Workspace;
}

/**
 * Makes free inputs of files that nothing touches but statements which read them once in the function of a node. A file that is read
 * in any other way stays in the workspace, and so do all where a path cannot be told or something could change what reading gives.
 */
export function takeRawInputs(parts: RawParts, context: RawContext): RawParts {
  const reads = findRawReads(parts.nodes, context);
  if (reads.length === 0) return parts;
  const nodes = parts.nodes.map(node =>
    withInputs(
      node,
      reads.filter(read => read.node === node)
    )
  );
  const moved = new Map(reads.map(({ source, path }) => [source, path]));
  const files = parts.workspace.files.map(file => ({ ...file, to: moved.get(file.from) ?? file.to }));
  return { nodes, datasets: [...rawDatasets(reads), ...parts.datasets], workspace: { ...parts.workspace, files } };
}

function withInputs(node: PipelineNode, reads: readonly RawRead[]): PipelineNode {
  if (reads.length === 0) return node;
  const body = node.body.map(piece => reads.filter(read => piece.cell === read.cell && holds(piece, read.line)).reduceRight(withoutCall, piece));
  const isUsed = (name: string) => [...node.restated, ...body].some(({ text }) => new RegExp(`(?<![\\w.])${name}\\b`, 'u').test(text));
  const sources = new Set(reads.map(({ source }) => source));
  return {
    ...node,
    inputs: [...node.inputs, ...reads.map(({ dataset }) => ({ dataset, names: [dataset], takes: [dataset] }))],
    body,
    usesImports: node.usesImports.filter(isUsed),
    fileReads: node.fileReads.filter(path => !sources.has(path))
  };
}

/** The last call of a line goes first: columns before it stay. */
function withoutCall(piece: TextPiece, { dataset, line, column, call }: RawRead): TextPiece {
  const lines = piece.text.split('\n');
  const text = lines[line - piece.line] ?? '';
  lines[line - piece.line] = text.slice(0, column) + dataset + text.slice(column + call.length);
  return { ...piece, text: lines.join('\n') };
}

const holds = ({ line: first, text }: TextPiece, line: number): boolean => first <= line && line < first + text.split('\n').length;

function rawDatasets(reads: readonly RawRead[]): readonly Dataset[] {
  const names = [...new Set(reads.map(({ dataset }) => dataset))];
  return names.flatMap((name): readonly Dataset[] => {
    const [first, ...others] = reads.filter(({ dataset }) => dataset === name);
    if (!first) return [];
    const { path, format, options } = first;
    return [
      { name, names: [name], kind: 'file', consumers: [first, ...others].map(({ node }) => node.name), layer: '01_raw', file: { path, format, options } }
    ];
  });
}

function findRawReads(nodes: readonly PipelineNode[], context: RawContext): readonly RawRead[] {
  const { analysis } = context;
  const accesses = analysis.cells.flatMap(({ cell, files }) => files.map(access => ({ cell: cell.id, access })));
  if (!isQuiet(context) || accesses.some(({ access }) => access.path.includes('*'))) return [];
  const seen = new Set<string>();
  const calls = analysis.cells
    .flatMap(cell => callsOf(cell, context))
    .flatMap(found => {
      const node = nodes.find(({ form, body }) => form === 'function' && body.some(piece => piece.cell === found.cell && hasLine(piece, found)));
      const key = `${node?.name ?? ''} ${found.key}`;
      const isFirst = !seen.has(key);
      seen.add(key);
      return node && isFirst ? [{ ...found, node }] : [];
    });
  const isOnlyRead = ({ source }: Call) =>
    accesses.every(({ cell, access }) => !covers(access, source) || calls.some(call => call.cell === cell && isAt(access, call.span)));
  return named(calls.filter(isOnlyRead), context);
}

/** The line of the call stands in the piece as the cell has it. */
const hasLine = (piece: TextPiece, { line, text }: Call): boolean => holds(piece, line) && piece.text.split('\n')[line - piece.line] === text;

/** Nothing in the notebook makes reading a file give something else at another time, and no code that we do not see reads files. */
function isQuiet({ analysis, files }: RawContext): boolean {
  return analysis.cells.every(
    ({ cell, definitions, dynamic, facts }) =>
      !dynamic &&
      !facts.imports.some(({ module, level }) => level > 0 || localModule(rootOf(module), files) !== undefined) &&
      definitions.every(({ name, at }) => {
        if (name === '·cwd' || name.startsWith('·module:')) return false;
        if (name !== '·option.pandas') return true;
        return at.cell === cell.id && at.span !== undefined && /^[^"']*["']?\bdisplay\./.test(cell.source.slice(at.span.from, at.span.to));
      })
  );
}

/** A call that reads a file as the catalog can. */
interface Call extends Omit<RawRead, 'dataset' | 'path' | 'node'> {
  readonly span: Span;
  /** The line that it stands on. */
  readonly text: string;
  /** The same for calls that give the same. */
  readonly key: string;
}

function callsOf({ cell, facts, files }: CellAnalysis, context: RawContext): readonly Call[] {
  if (!files.some(({ mode }) => mode === 'read')) return [];
  const paths = { imports: context.imports, isBuiltin: () => false };
  return facts.statements.flatMap(statement => {
    if (statement.kind !== 'assignment') return [];
    const calls = statement.flow.flatMap(flow => (flow.kind === 'write' ? certainCalls(flow.value) : []));
    return calls.flatMap(({ callee, args, span }): readonly Call[] => {
      const format = pathOf(callee, paths);
      const call = cell.source.slice(span.from, span.to);
      if (format === undefined || !context.language.rawReaders.has(format) || call.includes('\n')) return [];
      const access = files.find(found => found.mode === 'read' && isAt(found, span));
      const options = optionsOf(args);
      if (!access || access.outside === true || !options || context.files.kind(access.path) !== 'file') return [];
      const before = cell.source.slice(0, span.from).split('\n');
      const place = { cell: cell.id, line: before.length, column: before.at(-1)?.length ?? 0, text: cell.source.split('\n')[before.length - 1] ?? '' };
      return [{ ...place, call, span, source: access.path, format, options, key: JSON.stringify([access.path, format, options]) }];
    });
  });
}

/** Calls that the value makes surely and once. */
function certainCalls(value: Value): readonly Extract<Value, { kind: 'call' }>[] {
  if (value.kind === 'part') return certainCalls(value.of);
  if (value.kind !== 'call') return [];
  return [value, ...certainCalls(value.callee), ...value.args.flatMap(argument => certainCalls(argument.value))];
}

/** Keyword arguments after a literal path, where all are literals that survive YAML. */
function optionsOf([path, ...others]: readonly Argument[]): { readonly [name: string]: Json } | undefined {
  if (!path || path.name !== undefined || path.spread !== undefined || typeof literalOf(path.value) !== 'string') return undefined;
  const options = others.map(({ name, value, spread }) => (spread === undefined ? ([name, literalOf(value)] as const) : ([undefined, undefined] as const)));
  if (options.some(([name, value]) => name === undefined || value === undefined)) return undefined;
  return Object.fromEntries(options.map(([name, value]) => [name ?? '', value ?? null]));
}

/** A constant, or a list or dictionary of constants. Whole floats would come back as integers. */
function literalOf(value: Value): Json | undefined {
  if (value.kind === 'scalar') {
    const isWholeFloat = value.type === 'float' && Number.isInteger(value.literal);
    return isWholeFloat ? undefined : value.literal;
  }
  if (value.kind !== 'make' || (value.type !== 'list' && value.type !== 'dict')) return undefined;
  const held = value.holds.filter(([key]) => key !== keysKey).map(([key, inner]) => [key, literalOf(inner)] as const);
  if (held.some(([, inner]) => inner === undefined)) return undefined;
  if (value.type === 'list') return held.every(([key], at) => key === at) ? held.map(([, inner]) => inner ?? null) : undefined;
  return held.every(([key]) => typeof key === 'string' && /^\w+$/.test(key)) ? Object.fromEntries(held.map(([key, inner]) => [key, inner ?? null])) : undefined;
}

const isAt = ({ at }: Pick<FileAccess, 'at'>, { from, to }: Span): boolean => at.span?.from === from && at.span.to === to;
const covers = ({ path }: FileAccess, file: string): boolean => path === file || path === '.' || file.startsWith(`${path}/`);

/** Gives each file a place and each way of reading it a name; a file whose name another one has stays in the workspace. */
function named(calls: readonly (Call & Pick<RawRead, 'node'>)[], { reserved, language }: RawContext): readonly RawRead[] {
  if (calls.length === 0) return [];
  const places = new Map<string, string>();
  const names = new Map<string, string>();
  const taken = new Set(reserved());
  return calls.flatMap(({ key, ...call }) => {
    const base = call.source.split('/').at(-1) ?? call.source;
    const other = places.get(base);
    if (other !== undefined && other !== call.source) return [];
    places.set(base, call.source);
    const stem = base.replace(/(?<=.)\..*$/, '');
    const dataset = names.get(key) ?? unique(identifier(`${stem}_raw`, language.keywords), taken);
    names.set(key, dataset);
    return [{ ...call, dataset, path: `data/01_raw/${base}` }];
  });
}
