import type { Span } from '../source/span.js';
import { noArguments, type Arguments } from './arguments.js';
import { callLocs, callMethod } from './call.js';
import { lookUp } from './environment.js';
import { reachable } from './heap.js';
import { isImplicit } from './hiddenState.js';
import { only, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { patch } from './mutate.js';
import { inModule, isCertain } from './ownmodules.js';
import { attribute } from './parts.js';
import { allocate, thing } from './things.js';
import type { Effects } from './unit.js';
import type { Abstract } from './value.js';

/** A call of what a module of the notebook's own has under a path: what its text does to hidden state, if there is one. What it gives stays unknown. */
export function callOwn(m: Machine, path: string, args: Arguments, span: Span): boolean {
  return follow(m, path, span, called => callLocs(m, called.locs, args, span));
}

/** A method of objects that such a call has made. */
export function callOwnMethod(m: Machine, locs: LocSet, name: string, args: Arguments, span: Span): void {
  const makers = new Set([...locs].flatMap(loc => thing(m, loc).maker ?? []));
  if (makers.size === 0) return;
  const given = { locs: only(allocate(m, 'made-of', span, { foreign: true })) };
  const any = { ...noArguments, rest: given, restNamed: given };
  for (const maker of makers) follow(m, maker, span, called => callMethod(m, callLocs(m, called.locs, any, span), name, args, span));
}

function follow(m: Machine, path: string, span: Span, call: (called: Abstract) => unknown): boolean {
  const parts = path.split('.');
  const at = parts.findLastIndex((_, index) => m.own.globals.has(parts.slice(0, index + 1).join('.')));
  const module = parts.slice(0, at + 1).join('.');
  const [name, ...members] = parts.slice(at + 1);
  const [own, globals] = [m.own.find(module), m.own.globals.get(module)];
  const known = name === undefined ? undefined : globals && lookUp(globals, name)?.value;
  if (!own || !globals || !known) return false;
  const held = reachable(m.heap, unionAll([...globals.slots.values()].map(({ value }) => value.locs)));
  const { effects } = inModule(m, { own, globals: { slots: new Map(globals.slots) }, isSure: m.active.length === 0 && isCertain(m.unit), span }, () =>
    call(members.reduce((of, member) => attribute(m, of, member, span), known))
  );
  if (changes(effects, held)) patch(m, module, span, undefined, true);
  return true;
}

/** Whether code binds names of its module anew, or surely changes what these hold: in another process they are as the import left them. */
function changes({ writes, updates }: Effects, held: LocSet): boolean {
  const isBound = [...writes.keys()].some(name => !isImplicit(name));
  return isBound || [...updates.values()].some(({ locs, rule }) => rule !== 'unknown-call' && [...locs].some(loc => held.has(loc)));
}
