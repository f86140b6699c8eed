import type { Span } from '../source/span.js';
import { argumentLocs, type Arguments } from './arguments.js';
import { classMethod } from './call.js';
import { isSeed } from './draws.js';
import { argumentAt } from './references.js';
import { changeHidden } from './effects.js';
import { isClass } from './instances.js';
import { fillByBase, makeByBases } from './instantiate.js';
import { beginCallbacks, watched } from './late.js';
import { applyRule } from './library.js';
import type { Machine } from './machine.js';
import { only } from './locs.js';
import { callOwn } from './owncalls.js';
import { noteOwnChange, noteOwnState } from './ownstate.js';
import { amend, libraryThing, thing } from './things.js';
import { callUnknown, exposedBy } from './unknown.js';
import { joinAll, scalar, type Abstract } from './value.js';

/** A call of a library function or type by its dotted path. */
export function callPath(m: Machine, path: string, args: Arguments, span: Span): Abstract {
  const canonical = m.knowledge.canonical(path);
  const name = canonical.slice(canonical.lastIndexOf('.') + 1);
  const listed = m.knowledge.listed(canonical);
  if (!listed) {
    const state = m.knowledge.state(canonical);
    if (state !== undefined) {
      changeHidden(m, state, span, name);
      return applyRule(m, { returns: 'fresh', holds: ['args'] }, { args, span, name, library: canonical });
    }
    const [owner = ''] = canonical.split('.').slice(-2);
    const ofClass = /^[A-Z]|^(?:object|type)$/u.test(owner) ? classMethod(m, name) : undefined;
    if (ofClass)
      return applyRule(m, ofClass, { self: { locs: only(libraryThing(m, canonical.slice(0, -name.length - 1))) }, args, span, name, library: canonical });
    const unbound = unboundMethod(m, canonical, name, args, span);
    if (unbound) return unbound;
  }
  const rule = listed ?? m.knowledge.rule(canonical);
  const { isRead = false, isKept = false } = rule ? {} : callOwn(m, canonical, args, span);
  if (!listed && !isRead && rule?.draws === undefined && rule?.figure === undefined) noteOwnChange(m, canonical, args, span);
  if (!rule) return kept(m, callStrange(m, canonical, args, span), isKept ? canonical : undefined);
  const result = applyRule(m, rule, { args, span, name, library: canonical });
  noteSeed(m, result, args, span);
  return result;
}

/** What a module has given and goes on using. */
function kept(m: Machine, result: Abstract, maker: string | undefined): Abstract {
  for (const loc of result.locs) if (maker !== undefined && thing(m, loc).maker === maker) amend(m, loc, { kept: true });
  return result;
}

/** A library of which nothing is known: where code may go on after a call, so may the functions that it was given. */
function callStrange(m: Machine, path: string, args: Arguments, span: Span): Abstract {
  noteOwnState(m, path, span);
  if (m.knowledge.protocols.eager !== true) return callUnknown(m, scalar, args, span, path);
  const { result, late } = watched(m, () => callUnknown(m, scalar, args, span));
  const given = exposedBy(m, argumentLocs(args));
  if ([...given].some(loc => thing(m, loc).body !== undefined)) beginCallbacks(m, 'again', result, late);
  return result;
}

/** `T.method(x, …)`: the method of a library's type, called on its first argument. */
function unboundMethod(m: Machine, path: string, name: string, args: Arguments, span: Span): Abstract | undefined {
  const owner = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  const [self, ...rest] = args.positional;
  const type = [owner, owner.replace(`${m.knowledge.protocols.builtins}.`, '')].find(candidate => m.knowledge.isListedType(candidate));
  if (type === undefined || !self) return undefined;
  const [make, initialise] = m.knowledge.protocols.construct;
  const classes = name === make ? [...self.locs].filter(loc => isClass(m, loc)) : [];
  if (classes.length > 0) return joinAll(classes.map(loc => makeByBases(m, loc, [owner], args, span)));
  if (name === initialise && type !== 'object' && fillByBase(m, self.locs, owner, { ...args, positional: rest }, span)) return scalar;
  const rule = m.knowledge.method(type, name);
  if (!rule) return undefined;
  return applyRule(m, rule, { self, args: { ...args, positional: rest }, span, name, library: type });
}

/** Remembers whether an object that draws was made with a seed of its own. */
function noteSeed(m: Machine, result: Abstract, args: Arguments, span: Span): void {
  for (const loc of result.locs) {
    const made = thing(m, loc);
    const facts = m.knowledge.type(made.type);
    if (facts.draws === undefined) continue;
    const given = (facts.seed ?? '')
      .split('|')
      .map(one => argumentAt(one, { args, span }))
      .find(value => value !== undefined);
    const isSeeded = isSeed(m, given);
    const seeded = (made.seeded ?? true) && isSeeded;
    if (seeded !== made.seeded) amend(m, loc, { seeded });
  }
}
