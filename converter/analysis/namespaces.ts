import type { Loc } from './analysis.js';
import type { Arguments } from './arguments.js';
import { bindGlobal, bindMaybe, get, noteLook, put, readGlobal, setGlobal, weak } from './effects.js';
import { flatten, isGone, lookUp } from './environment.js';
import { anyKey, isStructural, reachable } from './heap.js';
import { noLocs, only, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, intern, thing } from './things.js';
import { readName } from './names.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { join, joinAll, scalar, type Abstract } from './value.js';
import type { Span } from '../source/span.js';

/** The dictionary of the notebook's names: what is done with it decides whether it can be followed. */
export const namespaceOf: SpecialMeaning = (m, { span }) => names(m, span);

function names(m: Machine, span: Span): Abstract {
  const { namespace } = m.knowledge.protocols;
  return { locs: only(allocate(m, 'names', span, { type: namespace })), type: namespace };
}

/** The same, reached through a function, a frame or the module that the notebook is: there must be such a module. */
export function namesHere(m: Machine, span: Span): Abstract {
  m.unit.effects.rungs.set(`names:${span.from}`, { rung: 'script', rule: 'globals', span });
  return names(m, span);
}

/** A name by way of the module that has it. */
export function member(m: Machine, name: string, span: Span): Abstract {
  namesHere(m, span);
  return namedIn(m, [name], span);
}

export const isNamespace = (m: Machine, loc: number): boolean => thing(m, loc).type === m.knowledge.protocols.namespace;

/** A module of which only the running code knows which one it is: perhaps the notebook itself. */
export const isAnyModule = (m: Machine, loc: number): boolean =>
  m.knowledge.protocols.module !== undefined && thing(m, loc).type === m.knowledge.protocols.module;

export const hasNamespace = (m: Machine, value: Abstract): boolean =>
  value.type === m.knowledge.protocols.namespace || [...value.locs].some(loc => isNamespace(m, loc) || isAnyModule(m, loc));

/** Whoever is given the dictionary of names may keep what they are bound to. */
export function fillNamespaces(m: Machine, given: LocSet): void {
  const held = unionAll([...flatten(m.globals)].map(([name, { value }]) => (name.startsWith('·') ? noLocs : value.locs)));
  for (const loc of given) if (isNamespace(m, loc)) put(m, only(loc), anyKey, { locs: held });
}

/** Names in a text that a library resolves against the notebook's, and only reads. Text that is not known may have any. */
export function namesIn(m: Machine, { args, span }: Pick<SpecialCall, 'args' | 'span'>, pattern: RegExp): Abstract | undefined {
  const text = args.positional[0] ?? args.named.get('expr') ?? args.named.get('query') ?? args.named.get('formula');
  if (text?.texts)
    for (const each of text.texts)
      for (const [, token = ''] of each.matchAll(pattern)) meant(m, token, text.literal !== undefined).forEach(name => readNamed(m, name, span));
  else if (text && text.locs.size === 0 && text.literal === undefined) for (const [name] of flatten(m.globals)) readNamed(m, name, span);
  return undefined;
}

/** A star is one, or stands for a part of the text that is only known when it runs. */
function meant(m: Machine, token: string, isWhole: boolean): readonly string[] {
  const pieces = token.split('*');
  const known = pieces.filter(piece => piece !== '');
  if (isWhole || known.length === 0 || pieces.length === 1) return known;
  const like = new RegExp(`^${pieces.join('\\w*')}$`, 'u');
  return [...known, ...[...flatten(m.globals)].flatMap(([name]) => (like.test(name) ? [name] : []))];
}

function readNamed(m: Machine, name: string, span: Span): void {
  if (name.startsWith('·') || isGone(lookUp(m.globals, name))) return;
  readGlobal(m, name, span, 'query');
  m.unit.effects.named.add(name);
  if (!m.unit.body?.locals.includes(name)) noteSearch(m, span);
}

/** A function from which a library looks for names of the notebook has to stand among them. */
function noteSearch(m: Machine, span: Span): void {
  const { body, effects } = m.unit;
  if (body && body.kind !== 'class')
    effects.rungs.set(`${body.id}:${span.from}:query`, { rung: 'script', rule: 'query', span, findsNames: true, body: body.id });
}

/** Whether there is such a name: it has to be there as in the notebook. */
export function lookFor(m: Machine, { texts }: Abstract, span: Span): void {
  if (!texts || texts.some(text => text.includes('*'))) m.unit.effects.dynamic = true;
  else for (const name of texts) if (!isGone(lookUp(m.globals, name))) readGlobal(m, name, span, 'reflection');
}

/** Any name that one of some texts may mean is bound to a value, or deleted: those that there are, and those that only later code reads. */
export function bindAny(m: Machine, texts: readonly string[], value: Abstract | undefined): void {
  const like = texts.map(
    text =>
      new RegExp(
        `^${text
          .split('*')
          .map(piece => piece.replace(/\W/gu, ''))
          .join('\\w*')}$`,
        'u'
      )
  );
  for (const [name, slot] of flatten(m.globals)) {
    const isCode = [...slot.value.locs].some(loc => thing(m, loc).path !== undefined || thing(m, loc).body !== undefined);
    if (isCode || !like.some(pattern => pattern.test(name))) continue;
    setGlobal(m, name, weak(m, name, { value: value ?? scalar, state: value ? 'bound' : 'deleted', since: ++m.tick }));
    if (!value) m.deleted.add(name);
  }
  if (value) put(m, only(anyName(m)), anyKey, value);
}

/** Names are bound to what keywords say, and to what dictionaries have under them. */
export function bindAll(m: Machine, { positional, named, rest, restNamed }: Arguments, span: Span): Abstract {
  const unclear = [rest, restNamed].flatMap(value => value ?? []);
  if (positional.length > 0 || unclear.length > 0) {
    m.unit.effects.dynamic = true;
    m.openNames = true;
  }
  for (const { locs } of positional) {
    for (const loc of locs) {
      const names = namedBy(m, loc);
      if (names) for (const [name, held] of names) bindMaybe(m, name, { locs: held }, span);
      else unclear.push({ locs: reachable(m.heap, only(loc)) });
    }
  }
  for (const value of unclear) bindAny(m, [anyKey], value);
  for (const [name, value] of named) bindGlobal(m, name, value, span);
  return scalar;
}

/** What a dictionary has under names; absent where others may be among them. */
function namedBy(m: Machine, loc: Loc): readonly (readonly [string, LocSet])[] | undefined {
  noteLook(m, loc);
  const fields = [...(m.heap.sets.get(loc) ?? [])].flatMap(([key, held]) => (typeof key === 'string' && !isStructural(key) ? [[key, held] as const] : []));
  return thing(m, loc).type === m.knowledge.protocols.dictionary && fields.every(([key]) => key !== anyKey) ? fields : undefined;
}

/** A library binds names of a text, in the module that calls it, to objects that it makes. */
export const bindWords: SpecialMeaning = (m, { args, span, rule }) => {
  namesHere(m, span);
  const [type] = rule.types ?? [];
  const value = { locs: only(allocate(m, 'named', span, { type })), type };
  const texts = args.positional[0]?.texts;
  if (texts?.every(text => /^[\w\s,]*$/u.test(text))) {
    for (const [word] of texts.join(' ').matchAll(/\w+/gu)) bindGlobal(m, word, value, span);
  } else {
    m.unit.effects.dynamic = true;
    m.openNames = true;
    bindAny(m, [anyKey], value);
  }
  return value;
};

/** What names may be bound to that only the running code knows. */
export const boundToAny = (m: Machine): LocSet => get(m, only(anyName(m)));

const anyName = (m: Machine): Loc => intern(m, 'any-name', {});

/** What a text means that names the module that the notebook is, as `__main__.app` does: whoever is given it gets at that. */
export function namedByText(m: Machine, { texts }: Abstract, span: Span): Abstract | undefined {
  const { main } = m.knowledge.protocols;
  if (main === '') return undefined;
  const found = texts?.filter(text => text.includes(main)).flatMap(text => [...text.slice(text.indexOf(main)).matchAll(words)].map(([, word = '']) => word));
  const names = found?.filter(name => !isGone(lookUp(m.globals, name))) ?? [];
  if (names.length === 0) return undefined;
  namesHere(m, span);
  for (const name of names) readNamed(m, name, span);
  return namedIn(m, names, span);
}

/** Whatever may be a name. */
export const words = /((?:[^\W\d]|\*)[\w*]*)/gu;

/** Everything that names are bound to: what code may use that finds names by itself. */
export function readAll(m: Machine, span: Span, matches: (value: Abstract) => boolean, rule: string): Abstract {
  let found: Abstract = scalar;
  m.unit.effects.wide = true;
  for (const [name, slot] of flatten(m.globals)) {
    if (name.startsWith('·') || isGone(slot) || !matches(slot.value)) continue;
    readGlobal(m, name, span, rule);
    found = join(found, slot.value);
  }
  return found;
}

/** The name that a constant key of the dictionary of names means. */
export const namedIn = (m: Machine, names: readonly string[], span: Span): Abstract => joinAll(names.map(name => readName(m, { scope: 'global', name }, span)));
