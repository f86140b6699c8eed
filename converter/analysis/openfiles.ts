import type { Span } from '../source/span.js';
import type { FileAccess } from './analysis.js';
import { bindGlobal, readGlobal } from './effects.js';
import { flatten, lookUp } from './environment.js';
import { anyKey, reachable } from './heap.js';
import { noLocs, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { overlaps } from './paths.js';

/** Files that are open for writing, by path; the value is what they are open as. What is written is surely in them once that is closed. */
const prefix = '·open.';

export const isOpenFile = (name: string): boolean => name.startsWith(prefix);

/** From here on the files are open, as long as any of the handles is. */
export function opened(m: Machine, paths: readonly string[], handles: LocSet, span: Span): void {
  if (isRepeated(m)) for (const loc of handles) m.openedOften.add(loc);
  for (const path of paths) {
    m.opened.add(prefix + path);
    const before = openFiles(m).get(prefix + path) ?? noLocs;
    bindGlobal(m, prefix + path, { locs: unionAll([before, handles]) }, span, 'opens');
  }
}

/** One object is closed: of several that it may be, each may be another one. */
export function closed(m: Machine, handles: LocSet, span: Span): void {
  const [one, ...others] = handles;
  if (one === undefined || others.length > 0) return;
  if (isRepeated(m) || !m.openedOften.has(one) || !isElement(m, one)) keep(m, loc => loc !== one, span);
}

/** Inside a loop, which may come here for every object. */
function isRepeated(m: Machine): boolean {
  for (let unit: Machine['unit'] | undefined = m.unit; unit; unit = unit.parent) if (unit.passes.length > 0) return true;
  return false;
}

/** It lies in a container, perhaps with others that were made at the same place. */
const isElement = (m: Machine, loc: number): boolean => [...m.heap.sets.values()].some(fields => fields.get(anyKey)?.has(loc));

/** A file that is open is looked at, or changed by somebody else: there may be less in it than was written. */
export function meetOpen(m: Machine, path: string, mode: FileAccess['mode'], span: Span): void {
  if (mode === 'list') return;
  for (const name of openFiles(m).keys()) if (overlaps(path, name.slice(prefix.length))) readGlobal(m, name, span, 'file');
}

/** A cell ends: what no name leads to any more is closed. */
export function closeUnreachable(m: Machine): void {
  if (openFiles(m).size === 0) return;
  const held = [...flatten(m.globals)].flatMap(([name, { value }]) => (isOpenFile(name) ? [] : [...value.locs]));
  const left = reachable(m.heap, held);
  keep(m, loc => left.has(loc), { from: 0, to: 0 });
}

/** Closes all handles but these. */
function keep(m: Machine, isKept: (loc: number) => boolean, span: Span): void {
  for (const [name, locs] of openFiles(m)) {
    const left = new Set([...locs].filter(isKept));
    if (left.size === locs.size) continue;
    readGlobal(m, name, span, 'file');
    bindGlobal(m, name, { locs: left }, span, 'closes');
  }
}

function openFiles(m: Machine): ReadonlyMap<string, LocSet> {
  const found = new Map<string, LocSet>();
  for (const name of m.opened) {
    const locs = lookUp(m.globals, name)?.value.locs ?? noLocs;
    if (locs.size > 0) found.set(name, locs);
  }
  return found;
}
