import type { Body, Flow, Parameter, Value } from './language.js';
import type { Span } from '../source/span.js';
import { globalsIn } from './walk.js';

/** Functions and classes of a cell, as they are found. */
export interface BodyRegistry {
  /** Of the cell: makes ids of bodies unique over the notebook. */
  readonly id: string;
  readonly bodies: Map<string, Body>;
  /** Bodies by the body that holds their text. */
  readonly inner: Map<string, readonly Body[]>;
  readonly ids: Set<string>;
}

/** What a language knows of a function or class before it has read its text. */
export interface BodyHead {
  readonly kind: Body['kind'];
  readonly name: string;
  readonly span: Span;
  /** Asked for when its text was read, which may bind further names. */
  readonly locals: () => readonly string[];
  /** The body that holds its text. */
  readonly parent: string | undefined;
  readonly parameters?: readonly Parameter[];
  readonly decorators?: readonly Value[];
  readonly bases?: Body['bases'];
  readonly cleansUp?: boolean;
}

/** Enters a body into its cell and gives its id; `read` gives the flow of its text, in which further bodies may be entered. */
export function enterBody(head: BodyHead, registry: BodyRegistry, read: (id: string) => readonly Flow[]): string {
  const { kind, name, span, locals, parent, parameters = [], decorators = [], bases = [], cleansUp = false } = head;
  const id = freeId(`${parent ?? `${registry.id}:`}${parent === undefined ? '' : '.'}${name}`, registry.ids);
  const flow = read(id);
  const globals = globalsIn(flow, registry.inner.get(id) ?? []);
  const held = { ...(parent !== undefined && { parent }), ...(cleansUp && { cleansUp }) };
  const body: Body = { id, kind, name, ...held, parameters, decorators, bases, locals: locals(), ...globals, flow, span };
  registry.bodies.set(id, body);
  if (parent !== undefined) registry.inner.set(parent, [...(registry.inner.get(parent) ?? []), body]);
  return id;
}

function freeId(path: string, taken: Set<string>): string {
  let id = path;
  for (let number = 2; taken.has(id); number++) id = `${path}#${number}`;
  taken.add(id);
  return id;
}
