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

export const hasNamespace = (m: Machine, value: Abstract): boolean =>
  value.type === m.knowledge.protocols.namespace || [...value.locs].some(loc => isNamespace(m, loc));

/** Names in a text that a library resolves against the notebook's. Text that is not known may have any. */
export function namesIn(m: Machine, { args, span }: SpecialCall, pattern: RegExp): Abstract | undefined {
  const text = args.positional[0] ?? args.named.get('expr') ?? args.named.get('query');
  if (!text?.texts) {
    if (text && text.locs.size === 0 && text.literal === undefined) m.unit.effects.dynamic = true;
    return undefined;
  }
  for (const each of text.texts) {
    for (const [, name = ''] of each.matchAll(pattern)) {
      const slot = lookUp(m.globals, name);
      if (slot && slot.state !== 'unbound' && slot.state !== 'deleted') readGlobal(m, name, span, 'query');
    }
  }
  return undefined;
}

/** Everything that names are bound to: what code may use that finds names by itself. */
export function readAll(m: Machine, span: Span, matches: (value: Abstract) => boolean, rule: string): Abstract {
  let found: Abstract = scalar;
  for (const [name, slot] of flatten(m.globals)) {
    if (name.startsWith('·') || slot.state === 'unbound' || slot.state === 'deleted' || !matches(slot.value)) continue;
    readGlobal(m, name, span, rule);
    found = join(found, slot.value);
  }
  return found;
}

/** The name that a constant key of the dictionary of names means. */
export const namedIn = (m: Machine, names: readonly string[], span: Span): Abstract => joinAll(names.map(name => readName(m, { scope: 'global', name }, span)));
