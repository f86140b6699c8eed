import type { Span } from '../source/span.js';
import { allArguments, argument, argumentLocs, type Arguments } from './arguments.js';
import { readAccessors } from './classes.js';
import { get } from './effects.js';
import { iterate } from './iterate.js';
import type { Loc } from './analysis.js';
import { anyKey, hidden } from './heap.js';
import { exposedBy } from './unknown.js';
import { settled } from './late.js';
import { noLocs, only, union, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { ofLocs, thing } from './things.js';
import { joinAll, scalar, type Abstract } from './value.js';

/** A library call while its rule is applied. */
export interface Applied {
  readonly self?: Abstract | undefined;
  readonly args: Arguments;
  readonly span: Span;
  /** Names of parameters by position. */
  readonly parameters?: readonly string[] | undefined;
  /** What callbacks gave. */
  readonly called?: Abstract | undefined;
}

/** The value that a reference of a rule means in a call; absent where nothing was given for it. */
export function referred(m: Machine, reference: string, call: Applied): Abstract | undefined {
  if (reference === 'self') return call.self ?? scalar;
  if (reference === 'args') return joinAll([{ locs: argumentLocs(call.args) }]);
  if (reference === 'called') return call.called;
  if (reference === 'reduced')
    return joinAll([
      call.args.positional[2] ?? scalar,
      call.args.positional[1] ? iterate(m, call.args.positional[1], call.span) : scalar,
      call.called ?? scalar
    ]);
  if (reference === 'named') return joinAll([scalar, ...call.args.named.values(), ...(call.args.restNamed ? [call.args.restNamed] : [])]);
  const at = reference.indexOf(':');
  if (at < 0) return undefined;
  const [kind, rest] = [reference.slice(0, at), reference.slice(at + 1)];
  if (kind === 'arg') return argumentAt(rest, call);
  if (kind === 'from') return joinAll(call.args.positional.slice(Number(rest)).concat(call.args.rest ?? []));
  if (kind === 'field') return ofLocs(m, get(m, (call.self ?? scalar).locs, rest));
  if (kind === 'keyed') return keyed(m, rest, call);
  const value = referred(m, rest, call);
  if (!value) return undefined;
  switch (kind) {
    case 'element':
      return rest === 'args' ? joinAll(allArguments(call.args).map(given => iterate(m, given, call.span))) : iterate(m, value, call.span);
    case 'held':
      return joinAll([ofLocs(m, get(m, value.locs, anyKey)), ...readAccessors(m, value.locs, anyKey, call.span)]);
    case 'parts':
      return { locs: partsOf(m, value.locs) };
    case 'settled':
      return ofLocs(m, settled(m, value.locs));
    case 'keys':
      return ofLocs(m, get(m, value.locs, hidden.keys));
    case 'pairs':
      return ofLocs(m, pairsOf(m, value.locs, 1));
    case 'pairkeys':
      return ofLocs(m, pairsOf(m, value.locs, 0));
    case 'objects':
      return ofLocs(m, objectsOf(m, value.locs));
    case 'cells':
      return ofLocs(m, cellsOf(m, value.locs, 3));
    case 'table':
      return ofLocs(m, tableOf(m, value.locs));
    case 'deep':
      return { locs: exposedBy(m, value.locs) };
    default:
      return undefined;
  }
}

/** `0`, `0:name`, `name`. */
export function argumentAt(rest: string, { args, parameters }: Applied): Abstract | undefined {
  const [first = '', second] = rest.split(':');
  if (!Number.isNaN(Number(first))) return argument(args, Number(first), second ?? parameters?.[Number(first)]);
  const at = parameters?.indexOf(first) ?? -1;
  return argument(args, at < 0 ? undefined : at, first);
}

/** What self holds under the key that an argument gives. */
function keyed(m: Machine, rest: string, call: Applied): Abstract {
  const key = argumentAt(rest, call);
  const { locs } = call.self ?? scalar;
  if (!key?.texts || key.texts.some(text => text.includes(anyKey))) return ofLocs(m, get(m, locs, typeof key?.literal === 'number' ? key.literal : anyKey));
  return ofLocs(m, unionAll(key.texts.map(text => get(m, locs, text))));
}

/** What belongs to objects and is always the same: their parts. */
const partsOf = (m: Machine, locs: LocSet): LocSet =>
  unionAll([...locs].flatMap(loc => [...(m.heap.sets.get(loc)?.values() ?? [])].map(held => new Set([...held].filter(one => thing(m, one).owner === loc)))));

/** Of a dictionary its values (or keys), of anything else the second (or first) of the pairs in it. */
function pairsOf(m: Machine, locs: LocSet, at: 0 | 1): LocSet {
  let found = noLocs;
  for (const loc of locs) {
    const one = new Set([loc]);
    const { type } = thing(m, loc);
    const element = m.knowledge.type(type).element;
    if (element === 'keys:self' || type === undefined || type === m.knowledge.protocols.namespace)
      found = union(found, get(m, one, at === 0 ? hidden.keys : anyKey));
    else found = union(found, get(m, ofIterating(m, loc), at));
  }
  return found;
}

/** What iterating gives, without its effects. */
const ofIterating = (m: Machine, loc: Loc): LocSet => {
  const inner = get(m, new Set([loc]));
  const { type } = thing(m, loc);
  return m.knowledge.type(type).tuples ? new Set([loc]) : inner;
};

/** What a column made of a value shares with it: of an array what that holds, of a list its elements (arrays are copied). */
export function objectsOf(m: Machine, locs: LocSet): LocSet {
  const held: LocSet[] = [];
  for (const loc of locs) {
    const own = get(m, only(loc));
    held.push(isFlat(m, loc) || ![...own].some(one => isFlat(m, one)) ? own : new Set([...own].filter(one => !isFlat(m, one))));
  }
  return unionAll(held);
}

export const isFlat = (m: Machine, loc: Loc): boolean => {
  const { type, path } = thing(m, loc);
  return path !== undefined || m.knowledge.type(type).flat === true;
};

/** What the cells of a table share with the rows or columns that it is made of. */
function tableOf(m: Machine, locs: LocSet): LocSet {
  let found = noLocs;
  for (const loc of locs) {
    const held = get(m, new Set([loc]));
    if (isFlat(m, loc)) found = union(found, held);
    else for (const one of held) found = union(found, isNested(m, one) ? get(m, new Set([one])) : new Set([one]));
  }
  return found;
}

/** What an array made of nested lists or dictionaries shares with them: what the innermost hold. Each is looked into once, where it is least deep. */
function cellsOf(m: Machine, locs: LocSet, depth: number): LocSet {
  const found = new Set<Loc>();
  const seen = new Set<Loc>();
  let level: readonly Loc[] = [...locs];
  for (let deep = -1; level.length > 0; deep++) {
    const next: Loc[] = [];
    for (const loc of level) {
      if (seen.has(loc)) continue;
      seen.add(loc);
      const isLast = isFlat(m, loc) || deep >= depth;
      for (const one of get(m, only(loc))) {
        if (!isLast && (deep < 0 ? isNested : isSequence)(m, one)) next.push(one);
        else found.add(one);
      }
    }
    level = next;
  }
  return found;
}

const isSequence = (m: Machine, loc: Loc): boolean => {
  const { type } = thing(m, loc);
  return type === m.knowledge.protocols.list || type === m.knowledge.protocols.tuple || isFlat(m, loc);
};

const isNested = (m: Machine, loc: Loc): boolean => isSequence(m, loc) || thing(m, loc).type === m.knowledge.protocols.dictionary;
