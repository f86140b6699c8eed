import type { Flow, Key, Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { calledOn, noArguments, positional } from './arguments.js';
import { callLocs } from './call.js';
import { callMember, memberOf } from './classes.js';
import { bindGlobal, changeHidden, deleteGlobal, get, getExact, put, readGlobal, update } from './effects.js';
import { bindAny, isAnyModule, isNamespace, namesHere } from './namespaces.js';
import { evaluate } from './evaluate.js';
import { isLasting } from './hiddenState.js';
import { relabelByAttribute } from './labels.js';
import { begin, end, lasting } from './lasting.js';
import { anyKey, hidden } from './heap.js';
import { inherited, isInstance } from './instances.js';
import { contains, noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { amend, libraryThing, thing } from './things.js';
import type { Abstract } from './value.js';
import { hashed } from './operate.js';
import { computedIn, useOwn } from './ownmembers.js';
import { isFlat, objectsOf } from './references.js';
import { callUnknown } from './unknown.js';

/** `x[k] = v`, `x.a = v`, `del x[k]`. */
export function mutate(m: Machine, step: Extract<Flow, { kind: 'mutate' }>): void {
  const value = step.adds && evaluate(m, step.adds);
  const target = evaluate(m, step.target);
  const index = step.index && evaluate(m, step.index);
  // Whether it is the object itself or its `loc` cannot be told of other targets.
  const isDirect = step.target.kind === 'read';
  store(m, target, { how: step.how, key: step.key, index, value, isDirect, isNew: step.adds && isNew(m, step.adds), span: step.span });
}

/** The rule of an update that leaves the memory alone in which others may have views. */
export const replacing = 'replaces';

export interface Store {
  readonly how: 'item' | 'attribute';
  readonly key?: Key | undefined;
  readonly index?: Abstract | undefined;
  /** Absent: deleted. */
  readonly value?: Abstract | undefined;
  /** The target is named itself. */
  readonly isDirect?: boolean;
  /** Nobody else has what is stored. */
  readonly isNew?: boolean | undefined;
  readonly span: Span;
}

/** Stores into, or deletes from, every object that the target may be. */
export function store(m: Machine, target: Abstract, { how, key, index, value, isDirect, isNew, span }: Store): void {
  const changed = new Set<Loc>();
  const replaced = new Set<Loc>();
  const isLibrary = [...target.locs].every(loc => thing(m, loc).path !== undefined);
  for (const loc of target.locs) {
    const { path, type } = thing(m, loc);
    storeInOwn(m, loc, { how, key, index, value, span });
    if (path !== undefined) {
      storeInLibrary(m, loc, path, { how, key, value, isDirect: isLibrary, span });
      continue;
    }
    if (isNamespace(m, loc)) {
      if (how === 'attribute') namesHere(m, span);
      bindNamed(m, index ?? { locs: noLocs, ...(typeof key === 'string' && { texts: [key] }) }, value, span);
      continue;
    }
    if (isAnyModule(m, loc)) {
      m.unit.effects.dynamic = true;
      begin(m, lasting.module, span);
    }
    const facts = m.knowledge.type(type);
    const at = key ?? anyKey;
    if (value && at === m.knowledge.protocols.variables) shareVariables(m, loc, value, isNew);
    const mayRun = isInstance(m, loc) || m.knowledge.protocols.receiver !== undefined;
    if (mayRun && storeInInstance(m, loc, { how, key, index, value, span })) continue;
    for (const variable of facts.uses ?? []) changeHidden(m, variable, span, how);
    const replaces = isDirect === true && facts.replaces === true && isLabel(key, index);
    (replaces ? replaced : changed).add(loc);
    const shared = getExact(m, only(loc), hidden.variables);
    shared.forEach(one => changed.add(one));
    if (value) put(m, shared, at, value);
    if (!value) continue;
    if (how === 'item' && facts.flat) put(m, only(loc), anyKey, { locs: cellsGiven(m, value, isDirect === true && facts.columns === true) });
    else if (!facts.flat || facts.attributes?.[String(at)] === undefined) put(m, only(loc), at, value);
    if (index) {
      hashed(m, index, span);
      put(m, only(loc), hidden.keys, index);
    }
  }
  update(m, changed, span, value ? how : `delete-${how}`);
  update(m, replaced, span, replacing);
  if (how === 'attribute') relabelByAttribute(m, changed, key, span);
}

/** Names of columns, not a mask or a range of rows. */
const isLabel = (key: Key | undefined, index: Abstract | undefined): boolean =>
  typeof key === 'string' || (index !== undefined && (index.type === 'list' || (index.locs.size === 0 && index.type !== 'ellipsis')));

/** Another dictionary becomes that of an object's attributes: who else has it would have a copy after loading. */
function shareVariables(m: Machine, loc: Loc, value: Abstract, isNew: boolean | undefined): void {
  put(m, only(loc), hidden.variables, value);
  if (!isNew && !contains(only(loc), value.locs)) amend(m, loc, { opaque: true });
}

/** What the text makes then and there, and what gathers a call's keywords. */
const isNew = ({ unit }: Machine, value: Value): boolean =>
  value.kind === 'make' || (value.kind === 'read' && unit.body?.parameters.some(({ name, kind }) => kind === 'dict' && name === value.name.name) === true);

/** What the cells of an array or table hold of a value: all that is in it, and itself where it may be for one cell. */
function cellsGiven(m: Machine, { locs }: Abstract, isColumn: boolean): LocSet {
  const inside = objectsOf(m, locs);
  return isColumn ? inside : union(inside, new Set([...locs].filter(loc => !isFlat(m, loc))));
}

/** A name bound by its text. */
function bindNamed(m: Machine, index: Abstract, value: Abstract | undefined, span: Span): void {
  const [name, ...more] = index.texts ?? [];
  if (name !== undefined && more.length === 0 && !name.includes(anyKey)) return value ? bindGlobal(m, name, value, span) : deleteGlobal(m, name, span);
  m.unit.effects.dynamic = true;
  m.openNames = true;
  bindAny(m, index.texts ?? [anyKey], value);
}

function storeInLibrary(m: Machine, loc: Loc, path: string, { how, key, value, isDirect, span }: Store): void {
  const child = `${path}.${String(key ?? anyKey)}`;
  const state = m.knowledge.state(m.knowledge.canonical(child)) ?? m.knowledge.state(path);
  // What was there at first is put back.
  if (state !== undefined && isLasting(state) && value?.locs === only(libraryThing(m, child))) return end(m, state, span);
  if (value && state !== undefined) putInPlace(m, value, span);
  if (state !== undefined) return changeHidden(m, state, span, how);
  if (value) put(m, only(loc), key ?? anyKey, value);
  // What may be something else, too, hardly is a library's.
  const isInside = isDirect === true && !isModule(m, path);
  // The module's own functions know only its own object.
  if (isInside) amend(m, loc, { opaque: true });
  patch(m, path, span, value?.locs, isInside);
}

/** What stands in place of a part of the process is used whenever that would be. */
function putInPlace(m: Machine, { locs }: Abstract, span: Span): void {
  const own = new Set([...locs].filter(loc => thing(m, loc).path === undefined));
  if (own.size > 0) callUnknown(m, { locs: own }, noArguments, span);
}

/** The attributes of a module can be taken and set again; what else lies there (a class, an object) has to stay in its process. Functions are the same in each. */
function isModule({ knowledge, modules }: Machine, path: string): boolean {
  if (!path.includes('.') || modules.has(path) || knowledge.protocols.eager) return true;
  return knowledge.listed(path) !== undefined && !knowledge.isType(path);
}

/** What is changed in a library holds for the whole process; its state holds what was put there. */
export function patch(m: Machine, path: string, span: Span, what: LocSet = noLocs, isInside = false): void {
  const name = m.patched.get(path) ?? `${isInside ? '·process.' : '·module:'}${path}`;
  m.patched.set(path, name);
  const before = readGlobal(m, name, span, 'patch');
  bindGlobal(m, name, { locs: union(before?.value.locs ?? noLocs, what) }, span, 'patch');
}

/** The same of objects that modules beside the notebook have. */
function storeInOwn(m: Machine, loc: Loc, { how, key, index, value, span }: Store): void {
  const { setItem, deleteItem, setAttribute, deleteAttribute } = m.knowledge.protocols;
  const into = (made: Loc) => {
    store(m, { locs: only(made) }, { how, key, index, value, span });
    return undefined;
  };
  const hook = how === 'item' ? (value ? setItem : deleteItem) : value ? setAttribute : deleteAttribute;
  if (hook !== undefined) useOwn(m, loc, hook, span, into);
  useOwn(m, loc, String(key ?? anyKey), span, into, computedIn);
}

/** Setters, deleters and hooks of the notebook's classes; tells whether one of a member ran in place of the store. */
function storeInInstance(m: Machine, loc: Loc, { how, key, index, value, span }: Store): boolean {
  const { protocols } = m.knowledge;
  const at: Abstract = index ?? { locs: noLocs, ...(typeof key === 'string' && { type: 'str', texts: [key] }) };
  const given = value ? [value] : [];
  if (how === 'item') {
    callMember(m, loc, value ? protocols.setItem : protocols.deleteItem, positional(at, ...given), span);
    if (protocols.receiver === undefined) return false;
  }
  let isSet = false;
  const name = key ?? anyKey;
  const members = isInstance(m, loc) ? memberOf(m, loc, name).locs : inherited(m, only(loc), name).locs;
  for (const member of members) {
    const stored = callMember(m, member, value ? protocols.bindSet : protocols.bindDelete, positional({ locs: only(loc) }, ...given), span);
    isSet ||= stored !== undefined;
    const setters = get(m, only(member), value ? '·setter' : '·deleter');
    if (setters.size > 0) {
      callLocs(m, setters, calledOn(m, positional(...given), { locs: only(loc) }), span);
      isSet = true;
    }
  }
  const hook = value ? protocols.setAttribute : protocols.deleteAttribute;
  if (hook !== undefined) callMember(m, loc, hook, positional(at, ...given), span);
  return isSet && name !== anyKey;
}
