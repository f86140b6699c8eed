import type { BodyRegistry } from '../../bodies.js';
import type { Flow, Import, Name, RungReason, Value } from '../../language.js';
import type { Edit } from '../../../source/edits.js';
import type { Span } from '../../../source/span.js';
import type { SyntaxNode } from '../syntax/nodes.js';
import { resolve } from '../syntax/resolve.js';
import type { Scope, Scopes } from '../syntax/scopes.js';

/** What is gathered while a cell is read; one per cell. */
export interface CellState extends BodyRegistry {
  readonly text: string;
  readonly scopes: Scopes;
  /** Assigning an undeclared name makes a global, functions of blocks are seen outside. */
  readonly sloppy: boolean;
  /** All cells run in one scope, as they are: nothing is declared again. */
  readonly isShared: boolean;
  /** `this` at top level is the global object. */
  readonly hasGlobalThis: boolean;
  readonly imports: Import[];
  readonly rungs: RungReason[];
  /** Changes that make properties of the global object the variables that they are. */
  readonly edits: Map<number, Edit>;
  readonly temps: Map<Scope, string>;
  counter: number;
}

/** Where the reading stands. */
export interface Context {
  readonly cell: CellState;
  readonly scope: Scope;
  /** The function or class whose text it is; absent at top level. */
  readonly body?: string;
  /** The nearest class around. */
  readonly owner?: string;
  /** Inside a branch, loop, function or class. */
  readonly nested: boolean;
  /** How many `try` statements are around. */
  readonly tries: number;
  /** Fields that a constructor fills once its base has run. */
  readonly fields?: ((context: Context) => void) | undefined;
  /** What the code does, in order. */
  readonly out: Flow[];
}

export type Read = Extract<Value, { kind: 'read' }>;

/** A place of its own for what `write` does. */
export function collect(context: Context, write: (context: Context) => void): readonly Flow[] {
  const out: Flow[] = [];
  write({ ...context, nested: true, out });
  return out;
}

export const spanOf = ({ start, end }: SyntaxNode): Span => ({ from: start, to: end });

export const nothing: Value = { kind: 'scalar', type: 'NoneType', literal: null };

export const textValue = (literal: string): Value => ({ kind: 'scalar', type: 'str', literal });

/** Something that only exists for the analysis, by the path that library knowledge gives it. */
export const known = (path: string, span: Span): Value => ({ kind: 'known', path, span });

export const callOf = (callee: Value, args: readonly Value[], span: Span): Value => ({ kind: 'call', callee, args: args.map(value => ({ value })), span });

export const nameIn = (identifier: string, { cell, scope }: Context): Name =>
  resolve(identifier, scope, (owner, name) => ({ scope: 'temp', name: `${name}·${tempNumber(owner, cell)}` }));

export const readName = (identifier: string, span: Span, context: Context): Value => ({ kind: 'read', name: nameIn(identifier, context), span });

export function bindName(identifier: string, value: Value, span: Span, context: Context): void {
  context.out.push({ kind: 'write', name: nameIn(identifier, context), value, span });
}

/** Keeps a value under a name of its own, so that it is evaluated once and now. */
export function keep(value: Value, span: Span, context: Context): Value {
  if (value.kind === 'scalar' || (value.kind === 'read' && value.name.scope === 'temp')) return value;
  const temp = freshTemp(span, context);
  context.out.push(writeTo(temp, value));
  return temp;
}

/** A value of its own name, to be written by flow of the same expression. */
export const freshTemp = (span: Span, { cell }: Context): Read => ({ kind: 'read', name: { scope: 'temp', name: `·${++cell.counter}` }, span });

export const writeTo = (temp: Read, value: Value): Flow => ({ kind: 'write', name: temp.name, value, span: temp.span });

export function evaluate(value: Value, span: Span, context: Context): void {
  if (value.kind !== 'scalar') context.out.push({ kind: 'evaluate', value, span });
}

function tempNumber(scope: Scope, cell: CellState): string {
  const number = cell.temps.get(scope) ?? String(++cell.counter);
  cell.temps.set(scope, number);
  return number;
}
