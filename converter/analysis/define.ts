import type { Body, RungReason } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { noArguments, positional } from './arguments.js';
import { anyKey, fieldOf, hidden, reachable } from './heap.js';
import { changeable } from './library.js';
import { allClasses } from './reflection.js';
import { callLocs } from './call.js';
import { callMember, classAttribute, noteSubclass } from './classes.js';
import { environment } from './environment.js';
import { bindGlobal, get, noteBody, put, update } from './effects.js';
import { makeMembers } from './enumerations.js';
import { evaluate } from './evaluate.js';
import { run } from './flow.js';
import { inherited, isClass, isInstance, metaclassesOf } from './instances.js';
import { noLocs, only, union } from './locs.js';
import type { Machine } from './machine.js';
import { amend, intern, thing } from './things.js';
import { joinAll, scalar, type Abstract } from './value.js';

/** A function, lambda or class where its definition runs: defaults, bases, class body and decorators are evaluated now. */
export function define(m: Machine, id: string, span: Span): Abstract {
  const known = m.bodies.get(id);
  if (!known) return scalar;
  const { body } = known;
  const decorators = body.decorators.map(decorator => evaluate(m, decorator));
  const defaults = new Map(body.parameters.flatMap(({ name, default: given }) => (given ? [[name, evaluate(m, given)] as const] : [])));
  const loc = intern(m, `code:${id}:${m.unit.frame ?? ''}:${m.context}`, { body: id, defaults });
  if (m.unit.frame !== undefined) put(m, only(loc), hidden.frame, { locs: only(m.unit.frame) });
  for (const [name, value] of defaults) put(m, only(loc), `${hidden.default}:${name}`, value);
  noteSearches(m, known.rungs, id);
  if (body.kind === 'class') defineClass(m, body, loc, span);
  let value: Abstract = { locs: only(loc) };
  for (const decorator of decorators.reverse()) value = callLocs(m, decorator.locs, positional(value), span);
  return value;
}

function defineClass(m: Machine, body: Body, loc: number, span: Span): void {
  noteBody(m, m.unit.effects, body.id);
  for (const { value, name } of body.bases) {
    const base = evaluate(m, value);
    put(m, only(loc), name === undefined ? hidden.base : hidden.given, name === undefined ? standIns(m, loc, base, span) : base);
  }
  noteMetaclasses(m, loc);
  bindGlobal(m, allClasses, scalar, span, 'class');
  prepareMembers(m, loc, span);
  const scope = environment();
  m.unit.classes.push(scope);
  run(m, body.flow);
  m.unit.classes.pop();
  for (const [name, { value }] of scope.slots) put(m, only(loc), name, value);
  for (const { value } of scope.slots.values())
    for (const one of value.locs) callMember(m, one, m.knowledge.protocols.named ?? '', positional({ locs: only(loc) }, scalar), span);
  makeMembers(m, loc, span);
  makeByMetaclass(m, loc, span);
  const given = { locs: fieldOf(m.heap, loc, hidden.given) };
  noteSubclass(m, fieldOf(m.heap, loc, hidden.base), { locs: only(loc) }, { ...noArguments, rest: given, restNamed: given }, span);
}

/** An object that is no class may say which classes stand for it among the bases. */
function standIns(m: Machine, made: number, base: Abstract, span: Span): Abstract {
  const { baseEntries } = m.knowledge.protocols;
  if (baseEntries === undefined) return base;
  return joinAll(
    [...base.locs].map(loc => {
      const given = isInstance(m, loc) && !isClass(m, loc) ? callMember(m, loc, baseEntries, positional(base), span) : undefined;
      // Where the class is made again, it would be asked again.
      if (given) amend(m, made, { opaque: true });
      return given ? { locs: get(m, given.locs) } : { locs: only(loc) };
    })
  );
}

/** A class is an object of its metaclass, if the notebook defines that. */
function noteMetaclasses(m: Machine, loc: number): void {
  const own = metaclassesOf(m, loc).filter(of => isClass(m, of));
  put(m, only(loc), hidden.type, { locs: new Set(own) });
}

/** A class of classes may make what the members of a class are put into. */
function prepareMembers(m: Machine, loc: number, span: Span): void {
  const { prepare, setItem } = m.knowledge.protocols;
  if (prepare === undefined) return;
  for (const of of metaclassesOf(m, loc)) {
    if (thing(m, of).body === undefined) continue;
    const prepared = callLocs(m, classAttribute(m, of, prepare, span).locs, { ...noArguments, rest: { locs: new Set([loc, of]) } }, span);
    for (const members of prepared.locs) callMember(m, members, setItem, positional(scalar, { locs: only(loc) }), span);
  }
}

/** A class of classes that the notebook defines runs its own code for each class, and may keep them. */
function makeByMetaclass(m: Machine, loc: number, span: Span): void {
  for (const of of metaclassesOf(m, loc)) {
    if (thing(m, of).body === undefined) continue;
    const { locs } = m.knowledge.protocols.construct
      .map(name => inherited(m, only(of), name))
      .reduce((all, { locs }) => ({ locs: union(all.locs, locs) }), { locs: noLocs });
    callLocs(m, locs, { ...noArguments, rest: { locs: new Set([loc, of]) } }, span);
    const kept = changeable(m, new Set([...reachable(m.heap, fieldOf(m.heap, of))].filter(one => thing(m, one).body === undefined)));
    put(m, kept, anyKey, { locs: only(loc) });
    update(m, kept, span, 'metaclass');
  }
}

/** A function that finds names by itself finds those of where it was defined: that must be among the notebook's names. */
function noteSearches(m: Machine, reasons: readonly RungReason[], id: string): void {
  for (const reason of reasons) if (reason.findsNames) m.unit.effects.rungs.set(`${id}:${reason.span.from}:${reason.rule}`, reason);
}
