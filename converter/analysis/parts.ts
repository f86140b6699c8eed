import type { Key, Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments, positional } from './arguments.js';
import { callClassHook, callMember, classAttribute, instanceAttribute, readAccessors } from './classes.js';
import type { TypeFacts } from '../languages/knowledge.js';
import { asOptional, asRule } from '../languages/consult.js';
import { get, getExact, put, readGlobal, update } from './effects.js';
import { membersOf } from './enumerations.js';
import { evaluate } from './evaluate.js';
import { anyKey, hidden, isStructural } from './heap.js';
import { isClass, isInstance, libraryBases, classOf, classesOf } from './instances.js';
import { iterate } from './iterate.js';
import { applyRule, noteLibrary } from './library.js';
import { noLocs, only, union } from './locs.js';
import type { Machine } from './machine.js';
import { computedIn, useOwn } from './ownmembers.js';
import { allocate, libraryThing, ofLocs, ownedThing, thing } from './things.js';
import { isNamespace, member, namedIn, namesHere, readAll } from './namespaces.js';
import { hashed } from './operate.js';
import type { Applied } from './references.js';
import { resolveResult } from './results.js';
import { join, joinAll, scalar, scalarOf, type Abstract } from './value.js';

type Part = Extract<Value, { kind: 'part' }>;

/** `of.key`, `of[key]`, an element, a slice. */
export function partOf(m: Machine, part: Part): Abstract {
  const of = evaluate(m, part.of);
  const index = part.index && evaluate(m, part.index);
  switch (part.how) {
    case 'attribute':
      return attribute(m, of, String(part.key ?? anyKey), part.span);
    case 'element':
      return element(m, of, part.key, part.span);
    case 'item':
      return item(m, of, part.key, index, part.span);
    case 'slice':
      return slice(m, of, index, part.span);
  }
}

export function attribute(m: Machine, of: Abstract, key: string, span: Span): Abstract {
  if (of.locs.size === 0) return scalarAttribute(m, of, key, span);
  return joinAll([...of.locs].map(loc => attributeOf(m, loc, key, span)));
}

function scalarAttribute(m: Machine, of: Abstract, key: string, span: Span): Abstract {
  const facts = m.knowledge.type(of.type ?? 'scalar');
  const listed = facts.attributes?.[key];
  if (listed !== undefined) {
    if (typeof listed === 'string' && listed.startsWith('special:'))
      return applyRule(
        m,
        { special: listed.slice('special:'.length), calls: 'none' },
        { self: of, args: noArguments, span, name: key, library: of.type ?? '' }
      );
    return resolved(m, listed, { self: of, args: noArguments, span }, key);
  }
  const { type = 'scalar' } = of;
  const rule = m.knowledge.method(type, key);
  // What may be a path is one where files are concerned, and else nobody knows what it has.
  const isMethod = of.type === undefined ? asOptional(rule)?.files !== undefined : rule !== undefined;
  return isMethod ? methodOf(m, of, `${m.knowledge.protocols.builtins}.${type}.${key}`, span) : scalar;
}

/** A method of a scalar that is not yet called: its type's, with the scalar given in advance. */
function methodOf(m: Machine, of: Abstract, path: string, span: Span): Abstract {
  if (m.knowledge.protocols.receiver !== undefined) return { locs: only(libraryThing(m, path)) };
  const loc = allocate(m, path, span, { path });
  const [before = of] = m.given.get(loc)?.positional ?? [];
  m.given.set(loc, positional(join(before, of)));
  return { locs: only(loc) };
}

/** An attribute of one object. */
export function attributeOf(m: Machine, loc: Loc, key: string, span: Span): Abstract {
  const { type, path } = thing(m, loc);
  if (isNamespace(m, loc)) return member(m, key, span);
  if (m.knowledge.protocols.namespaces.includes(key)) {
    // What leads to the notebook's names has to stay among them: in a module of its own it would lead to others.
    update(m, only(loc), span, 'namespace');
    return namesHere(m, span);
  }
  readOwn(m, loc, key, span);
  if (path !== undefined) return libraryAttribute(m, loc, `${path}.${key}`, key, span);
  if (thing(m, loc).body !== undefined && m.knowledge.protocols.insides?.includes(key)) return insideCode(m, loc, key);
  if (isClass(m, loc)) {
    const own = classAttribute(m, loc, key, span);
    if (own.locs.size > 0) return own;
    const byMetaclass = isInstance(m, loc) ? attributeOfInstance(m, loc, key, span) : scalar;
    return byMetaclass.locs.size === 0 && hasClassMethod(m, key) ? boundMethod(m, loc, key) : byMetaclass;
  }
  const isVariables = key === m.knowledge.protocols.variables;
  if (isInstance(m, loc)) return isVariables ? variablesIn(m, loc) : attributeOfInstance(m, loc, key, span);
  if (isVariables && type !== undefined) return variablesIn(m, loc);
  if (key === m.knowledge.protocols.madeBy) return { locs: classOf(m, loc, span) };
  if (type === undefined) return thing(m, loc).body !== undefined ? ofLocs(m, get(m, only(loc), key)) : ofLocs(m, new Set([loc, ...get(m, only(loc), key)]));
  return typedAttribute(m, loc, type, key, span);
}

/** Properties of objects that modules beside the notebook have. */
function readOwn(m: Machine, loc: Loc, key: string, span: Span): void {
  const read = (made: Loc) => attributeOf(m, made, key, span);
  useOwn(m, loc, key, span, read, computedIn);
  const { attribute: always, missing } = m.knowledge.protocols;
  for (const hook of [always, missing]) if (hook !== undefined) useOwn(m, loc, hook, span, read);
}

/** Defaults, captured variables and attributes of a function, members of a class: changing them changes it. */
function insideCode(m: Machine, loc: Loc, key: string): Abstract {
  const inside = key === m.knowledge.protocols.variables ? ownedThing(m, loc, 'variables', { viewOf: loc }) : ownedThing(m, loc, 'inside', {});
  for (const [key, held] of m.heap.sets.get(loc) ?? []) {
    put(m, only(inside), anyKey, { locs: held });
    if (key === hidden.frame) for (const frame of held) put(m, only(inside), anyKey, { locs: get(m, only(frame)) });
  }
  return { locs: new Set([loc, inside, ...get(m, only(inside))]) };
}

/** The dictionary of an object's attributes: what is put there, the object has. */
function variablesIn(m: Machine, loc: Loc): Abstract {
  const variables = ownedThing(m, loc, 'variables', { type: m.knowledge.protocols.dictionary, viewOf: loc });
  put(m, only(loc), hidden.variables, { locs: only(variables) });
  for (const [key, held] of m.heap.sets.get(loc) ?? []) if (!isStructural(key)) put(m, only(variables), key, { locs: held });
  return { locs: new Set([loc, ...getExact(m, only(loc), hidden.variables)]) };
}

function attributeOfInstance(m: Machine, loc: Loc, key: string, span: Span): Abstract {
  if (key === m.knowledge.protocols.ownClass) return { locs: classesOf(m, loc) };
  const { value } = instanceAttribute(m, loc, key, span);
  if (value.locs.size > 0) return value;
  for (const base of libraryBases(m, classesOf(m, loc))) {
    const type = base.replace(`${m.knowledge.protocols.builtins}.`, '');
    const { attributes, attribute, opaque } = m.knowledge.type(type);
    const isKnown = m.knowledge.method(type, key) !== undefined || attributes?.[key] !== undefined || (opaque === true && attribute !== undefined);
    if (isKnown) return join(value, typedAttribute(m, loc, type, key, span));
  }
  return value;
}

function libraryAttribute(m: Machine, loc: Loc, child: string, key: string, span: Span): Abstract {
  noteLibrary(m, child, span);
  const canonical = m.knowledge.canonical(child);
  const state = m.knowledge.state(canonical);
  if (state !== undefined) readGlobal(m, state, span, 'option');
  const patched = get(m, only(loc), key);
  const listed = m.knowledge.attribute(canonical);
  const value: Abstract = listed === undefined ? { locs: only(libraryThing(m, canonical)) } : resolveResult(m, listed, { args: noArguments, span }, canonical);
  return patched.size > 0 ? join(value, ofLocs(m, patched)) : value;
}

function typedAttribute(m: Machine, loc: Loc, type: string, key: string, span: Span): Abstract {
  const facts = m.knowledge.type(type);
  const self: Abstract = { locs: only(loc), type };
  for (const variable of facts.uses ?? []) readGlobal(m, variable, span, 'option');
  const stored = getExact(m, only(loc), key);
  const listed = facts.attributes?.[key];
  if (listed !== undefined) return withStored(m, columnOf(m, loc, facts, resolved(m, listed, { self, args: noArguments, span }, key)), stored);
  if (m.knowledge.method(type, key) && (facts.attribute === undefined || facts.methods?.[key] !== undefined)) {
    return withStored(m, boundMethod(m, loc, key), stored);
  }
  if (facts.attribute !== undefined)
    return withStored(m, columnOf(m, loc, facts, resolved(m, facts.attribute, { self, args: noArguments, span }, key)), stored);
  return ofLocs(m, get(m, only(loc), key));
}

const resolved = (m: Machine, listed: string | readonly string[], of: Applied, key: string): Abstract =>
  joinAll([listed].flat().map(result => resolveResult(m, result, of, key)));

/** A method not yet called. */
function boundMethod(m: Machine, loc: Loc, key: string): Abstract {
  const bound = ownedThing(m, loc, `bound:${key}`, { method: key });
  put(m, only(bound), hidden.self, ofLocs(m, only(loc)));
  return { locs: only(bound) };
}

/** Whether all classes have a method. */
const hasClassMethod = ({ knowledge }: Machine, key: string): boolean => knowledge.method(knowledge.protocols.classType ?? '', key) !== undefined;

/** A part of a table has the table's cells. */
function columnOf(m: Machine, loc: Loc, facts: TypeFacts, value: Abstract): Abstract {
  if (facts.flat && !value.locs.has(loc)) put(m, value.locs, anyKey, { locs: get(m, only(loc)) });
  return value;
}

const withStored = (m: Machine, value: Abstract, stored: ReadonlySet<Loc>): Abstract => (stored.size > 0 ? join(value, ofLocs(m, stored)) : value);

function element(m: Machine, of: Abstract, key: Key | undefined, span: Span): Abstract {
  const all = iterate(m, of, span);
  const [loc, ...others] = of.locs;
  if (key === undefined || loc === undefined || others.length > 0 || thing(m, loc).type !== m.knowledge.protocols.tuple) return all;
  return ofLocs(m, get(m, only(loc), key));
}

/** `of[key]`, or `of[index]` where the key is not constant. */
export function item(m: Machine, of: Abstract, key: Key | undefined, index: Abstract | undefined, span: Span): Abstract {
  const given = index ?? { locs: noLocs, ...(typeof key === 'string' && { texts: [key] }) };
  const parts = [...of.locs].map(loc => itemOf(m, loc, key ?? anyKey, given, span));
  if (of.elementTexts) parts.push({ locs: noLocs, texts: of.elementTexts });
  if (of.type === 'str') parts.push(scalarOf('str'));
  return joinAll(parts);
}

function itemOf(m: Machine, loc: Loc, key: Key, index: Abstract, span: Span): Abstract {
  const { type, path } = thing(m, loc);
  if (path !== undefined) {
    for (const name of m.knowledge.protocols.item) callMember(m, loc, name, positional(index), span);
    return m.knowledge.state(path) === undefined ? { locs: only(loc) } : scalar;
  }
  if (isClass(m, loc)) {
    const itself: Abstract = { locs: union(only(loc), membersOf(m, loc)) };
    const { classItem } = m.knowledge.protocols;
    const given = classItem === undefined ? [] : callClassHook(m, only(loc), classItem, { locs: only(loc) }, positional(index), span);
    const own = joinAll([itself, ...given]);
    return isInstance(m, loc) ? join(own, itemOfInstance(m, loc, key, index, span)) : own;
  }
  if (isNamespace(m, loc)) return namedItem(m, index, span);
  if (isInstance(m, loc)) return itemOfInstance(m, loc, key, index, span);
  hashed(m, index, span);
  hashed(m, { locs: getExact(m, only(loc), hidden.keys) }, span);
  const facts = m.knowledge.type(type);
  if (type === undefined) {
    for (const name of m.knowledge.protocols.item) callMember(m, loc, name, positional(index), span);
    return ofLocs(m, new Set([loc, ...get(m, only(loc), key)]));
  }
  const rule = facts.pick !== undefined && isSeveral(m, index) ? facts.pick : facts.item;
  const applied = { self: { locs: only(loc), type }, args: positional(index), span, name: 'item', library: type };
  if (rule === undefined || rule === 'key') return ofLocs(m, get(m, only(loc), typeof key === 'number' && key < 0 ? anyKey : key));
  if (rule === 'index') return ofLocs(m, get(m, only(loc)));
  return applyRule(m, { consumes: 'none', calls: 'none', ...asRule(rule) }, applied);
}

/** A name looked up by its text. */
export function namedItem(m: Machine, index: Abstract, span: Span): Abstract {
  if (index.texts && !index.texts.some(text => text.includes(anyKey))) return namedIn(m, index.texts, span);
  m.unit.effects.dynamic = true;
  return readAll(m, span, () => true, 'exec');
}

/** An index that picks several elements: a list, an array, a column. */
function isSeveral(m: Machine, index: Abstract): boolean {
  return [...index.locs].some(loc => {
    const { type } = thing(m, loc);
    return type !== undefined && type !== m.knowledge.protocols.tuple;
  });
}

function itemOfInstance(m: Machine, loc: Loc, key: Key, index: Abstract, span: Span): Abstract {
  const results = m.knowledge.protocols.item.flatMap(name => callMember(m, loc, name, positional(index), span) ?? []);
  const held = ofLocs(m, get(m, only(loc), key));
  return joinAll([held, ...results, ...readAccessors(m, only(loc), key, span), ...madeByBases(m, loc, index, span)]);
}

/** What the library classes do that it derives from, where looking for a key changes it. */
function madeByBases(m: Machine, loc: Loc, index: Abstract, span: Span): readonly Abstract[] {
  return libraryBases(m, classesOf(m, loc)).flatMap(base => {
    const type = base.replace(`${m.knowledge.protocols.builtins}.`, '');
    const rule = asRule(m.knowledge.type(type).item ?? '');
    return rule.updates
      ? applyRule(m, { consumes: 'none', calls: 'none', ...rule }, { self: { locs: only(loc) }, args: positional(index), span, name: 'item', library: type })
      : [];
  });
}

function slice(m: Machine, of: Abstract, index: Abstract | undefined, span: Span): Abstract {
  if (of.locs.size === 0) return { locs: noLocs, type: of.type };
  return joinAll(
    [...of.locs].map(loc => {
      const { type } = thing(m, loc);
      if (isInstance(m, loc)) return itemOfInstance(m, loc, anyKey, index ?? scalar, span);
      const { slice: rule, reuses } = m.knowledge.type(type);
      if (type === undefined) return itemOf(m, loc, anyKey, index ?? scalar, span);
      const part = applyRule(
        m,
        { holds: ['held:self'], consumes: 'none', calls: 'none', ...asRule(rule ?? 'same') },
        { self: { locs: only(loc), type }, args: positional(index ?? scalar), span, name: 'slice', library: type }
      );
      return reuses ? join(part, { locs: only(loc), type }) : part;
    })
  );
}
