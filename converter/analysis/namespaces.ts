import { readGlobal } from './effects.js';
import { flatten, lookUp } from './environment.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { allocate, thing } from './things.js';
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

/** Names in a text that a library resolves against the notebook's. Text that is not known may have any. */
export function namesIn(m: Machine, { args, span }: Pick<SpecialCall, 'args' | 'span'>, pattern: RegExp): Abstract | undefined {
  const text = args.positional[0] ?? args.named.get('expr') ?? args.named.get('query') ?? args.named.get('formula');
  if (!text?.texts) {
    if (text && text.locs.size === 0 && text.literal === undefined) {
      m.unit.effects.dynamic = true;
      noteSearch(m, span);
    }
    return undefined;
  }
  for (const each of text.texts) {
    for (const [, name = ''] of each.matchAll(pattern)) {
      const slot = lookUp(m.globals, name);
      if (!slot || slot.state === 'unbound' || slot.state === 'deleted') continue;
      readGlobal(m, name, span, 'query');
      m.unit.effects.named.add(name);
      if (!m.unit.body?.locals.includes(name)) noteSearch(m, span);
    }
  }
  return undefined;
}

/** A function from which a library looks for names of the notebook has to stand among them. */
function noteSearch(m: Machine, span: Span): void {
  const { body, effects } = m.unit;
  if (body && body.kind !== 'class')
    effects.rungs.set(`${body.id}:${span.from}:query`, { rung: 'script', rule: 'query', span, findsNames: true, body: body.id });
}

/** A model described by text, where the call is one that takes such text. */
export const formula: SpecialMeaning = (m, { args, span, name }) => {
  const text = args.named.get('formula') ?? (name.endsWith('from_formula') ? args.positional[0] : undefined);
  return text && namesIn(m, { args: { ...args, positional: [text] }, span }, words);
};

/** Whatever may be a name. */
export const words = /([^\W\d]\w*)/gu;

/** Everything that names are bound to: what code may use that finds names by itself. */
export function readAll(m: Machine, span: Span, matches: (value: Abstract) => boolean, rule: string): Abstract {
  let found: Abstract = scalar;
  m.unit.effects.wide = true;
  for (const [name, slot] of flatten(m.globals)) {
    if (name.startsWith('·') || slot.state === 'unbound' || slot.state === 'deleted' || !matches(slot.value)) continue;
    readGlobal(m, name, span, rule);
    found = join(found, slot.value);
  }
  return found;
}

/** The name that a constant key of the dictionary of names means. */
export const namedIn = (m: Machine, names: readonly string[], span: Span): Abstract => joinAll(names.map(name => readName(m, { scope: 'global', name }, span)));
