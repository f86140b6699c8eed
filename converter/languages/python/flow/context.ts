import type { BodyRegistry } from '../../bodies.js';
import type { Flow, Import, Name, RungReason, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import type { SyntaxNode } from '../syntax/nodes.js';
import { resolve } from '../syntax/resolve.js';
import type { Scope, Scopes } from '../syntax/scopes.js';

/** What is gathered while a cell is read; one per cell. */
export interface CellState extends BodyRegistry {
  /** The text that was parsed: plain Python. */
  readonly text: string;
  /** Offsets of that text to a span of the cell. */
  readonly spanOf: (from: number, to: number) => Span;
  readonly scopes: Scopes;
  /** Offsets of names that stand for the runtime's functions, and those functions. */
  readonly runtime: ReadonlyMap<number, string>;
  /** Annotations are kept as text: `from __future__ import annotations`. */
  readonly annotationsAreText: boolean;
  readonly isModule: boolean;
  readonly imports: Import[];
  readonly rungs: RungReason[];
  /** `del name` at top level. */
  readonly deletions: Deletion[];
  readonly temps: Map<Scope, string>;
  counter: number;
  /** Expressions at top level, those in branches and loops included, whose values are shown as soon as they are evaluated. */
  readonly shown: { readonly node: SyntaxNode; readonly value: Value }[];
}

export interface Deletion {
  readonly name: string;
  readonly span: Span;
  /** Only on some paths. */
  readonly nested: boolean;
}

/** Where the reading stands. */
export interface Context {
  readonly cell: CellState;
  readonly scope: Scope;
  /** The function or class whose text it is; absent at top level. */
  readonly body?: string;
  /** Expressions that stand alone at top level are shown. */
  readonly showsEach?: boolean;
  /** Inside a branch, loop, function or class. */
  readonly nested: boolean;
  /** How many `try` statements are around. */
  readonly tries: number;
  /** What the code does, in order. */
  readonly out: Flow[];
}

/** A place of its own for what `write` does. */
export function collect(context: Context, write: (context: Context) => void): readonly Flow[] {
  const out: Flow[] = [];
  write({ ...context, nested: true, out });
  return out;
}

export const spanOf = (node: SyntaxNode, { cell }: Context): Span => cell.spanOf(node.start, node.start + node.length);

export const none: Value = { kind: 'scalar', type: 'NoneType', literal: null };

/** Something that only exists for the analysis, by the path that library knowledge gives it. */
export const known = (path: string, span: Span): Value => ({ kind: 'known', path, span });

export function nameIn(identifier: string, { cell, scope }: Context): Name | undefined {
  return resolve(identifier, scope, (owner, name) => ({ scope: 'temp', name: `${name}·${tempNumber(owner, cell)}` }));
}

/** The value of a name; type parameters are constants. */
export function readName(identifier: string, span: Span, context: Context): Value {
  const name = nameIn(identifier, context);
  return name ? { kind: 'read', name, span } : { kind: 'scalar', type: 'TypeVar' };
}

export function bindName(identifier: string, value: Value, span: Span, context: Context): void {
  const name = nameIn(identifier, context);
  if (name) context.out.push({ kind: 'write', name, value, span });
}

/** Keeps a value under a name of its own, so that it is evaluated once and now. */
export function keep(value: Value, span: Span, context: Context): Value {
  if (value.kind === 'scalar' || (value.kind === 'read' && value.name.scope === 'temp')) return value;
  const name: Name = { scope: 'temp', name: `·${++context.cell.counter}` };
  context.out.push({ kind: 'write', name, value, span });
  return { kind: 'read', name, span };
}

function tempNumber(scope: Scope, cell: CellState): string {
  const number = cell.temps.get(scope) ?? String(++cell.counter);
  cell.temps.set(scope, number);
  return number;
}
