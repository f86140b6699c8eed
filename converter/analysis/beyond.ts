import { analysisBudget } from '../diagnostics/messages.js';
import type { Body } from '../languages/language.js';
import type { CellLocation } from '../source/span.js';
import type { Loc } from './analysis.js';
import { argumentLocs, type Arguments } from './arguments.js';
import { bindGlobal, put, readGlobal, setGlobal, update, weak } from './effects.js';
import { lookUp } from './environment.js';
import { anyKey, reachable } from './heap.js';
import { changeable } from './library.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import { allocate, thing, type Machine } from './machine.js';
import type { Abstract } from './value.js';

/**
 * A call that is not looked into any more: it may change all that it can reach from its arguments, the variables around it and
 * the globals that its text and the text of everything within reach names, and give any of it back.
 */
export function callBeyond(m: Machine, code: Loc, body: Body, args: Arguments, at: CellLocation): Abstract {
  if (!m.overrun) m.diagnostics.push(analysisBudget(`The call of '${body.name}'`, at));
  m.overrun = true;
  const given = argumentLocs(args);
  const known = m.beyond.get(code);
  const called = known ?? { args: noLocs, result: allocate(m, `beyond:${body.id}`, body.span), body };
  m.beyond.set(code, called);
  called.args = union(called.args, given);
  put(m, only(called.result), anyKey, { locs: given });
  if (!known) spread(m, code, called);
  return { locs: union(only(called.result), given) };
}

/** At the end of a cell: what calls that were not looked into can reach by now. */
export function settleBeyond(m: Machine): void {
  for (const [code, called] of m.beyond) spread(m, code, called);
}

function spread(m: Machine, code: Loc, { args, result, body: { span } }: { readonly args: LocSet; readonly result: Loc; readonly body: Body }): void {
  const seen = new Set<string>();
  let reached = reachable(m.heap, union(args, only(code)));
  for (let size = -1; size !== reached.size; ) {
    size = reached.size;
    for (const loc of [...reached]) {
      const inner = m.bodies.get(thing(m, loc).body ?? '')?.body;
      if (!inner || seen.has(inner.id)) continue;
      seen.add(inner.id);
      m.unit.effects.runs.add(inner.id);
      for (const name of inner.globals) for (const held of lookUp(m.globals, name) ? (readGlobal(m, name, span, 'capture')?.value.locs ?? []) : []) reached.add(held);
      for (const name of inner.bindsGlobals) rebind(m, name, { locs: only(result) }, span);
    }
    if (reached.size !== size) reached = reachable(m.heap, reached);
  }
  const changed = changeable(m, new Set([...reached].filter(loc => loc !== result && thing(m, loc).body === undefined)));
  update(m, changed, span, 'unknown-call');
  put(m, only(result), anyKey, { locs: changed });
}

/** Some call further in may bind the name. */
function rebind(m: Machine, name: string, value: Abstract, span: Body['span']): void {
  const before = lookUp(m.globals, name);
  bindGlobal(m, name, value, span);
  const bound = lookUp(m.globals, name);
  if (!bound) return;
  if (before) m.globals.slots.set(name, before);
  else m.globals.slots.delete(name);
  setGlobal(m, name, weak(m, name, bound));
}
