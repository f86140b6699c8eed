import type { Span } from '../source/span.js';
import { noteLook, update } from './effects.js';
import { flatten } from './environment.js';
import { reachable } from './heap.js';
import { changeable } from './library.js';
import { unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { readAll } from './namespaces.js';
import type { Unit } from './unit.js';

/** Every object there is: what all names lead to, and the variables of the functions under way. */
export function allObjects(m: Machine, span: Span): LocSet {
  m.unit.effects.wide = true;
  const found = [readAll(m, span, () => true, 'reflection').locs];
  for (let unit: Unit | undefined = m.unit; unit; unit = unit.parent) for (const { value } of flatten(unit.locals).values()) found.push(value.locs);
  const all = reachable(m.heap, unionAll(found));
  for (const loc of all) noteLook(m, loc);
  return all;
}

/** Any object may be changed here. */
export function changeEverything(m: Machine, span: Span): void {
  update(m, changeable(m, allObjects(m, span)), span, 'dynamic-code');
}
