import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { argumentLocs, type Arguments } from './arguments.js';
import { changeHidden, readGlobal } from './effects.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';

const rootOf = (path: string): string => path.split('.')[0] ?? path;

/** What a library of which nothing is known keeps for itself: settings, which may be made again, and all else. */
const settings = (library: string): string => `·registry.${library}`;
const kept = (library: string): string => `·process.kept.${library}`;

/**
 * A call that stands alone, by a name that says so, is made for what it leaves behind in the library: a seed, a default, an entry in a
 * table. What has objects of the notebook to change is made for these.
 */
export function noteOwnChange(m: Machine, path: string, args: Arguments, span: Span): void {
  const { changing } = m.knowledge.protocols;
  if (!changing || m.alone !== span) return;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (!changing.any.test(name) || [...argumentLocs(args)].some(loc => thing(m, loc).body === undefined && thing(m, loc).path === undefined)) return;
  changeHidden(m, (changing.again.test(name) ? settings : kept)(rootOf(path)), span, name);
}

/** A value is evaluated for what that does. */
export function noteAlone(m: Machine, value: Value): void {
  m.alone = value.kind === 'call' ? value.span : undefined;
}

/** What a library does goes by what it was told before. */
export function noteOwnState(m: Machine, path: string, span: Span): void {
  const library = rootOf(path);
  for (const name of [settings(library), kept(library)]) if (m.kept.has(name)) readGlobal(m, name, span, 'option');
  for (const [patched, name] of m.patched) if (rootOf(patched) === library) readGlobal(m, name, span, 'patched');
}

/** So does what is done with the objects that it made. */
export function noteMakers(m: Machine, locs: Iterable<number>, span: Span): void {
  for (const loc of locs) {
    const { maker } = thing(m, loc);
    if (maker !== undefined) noteOwnState(m, maker, span);
  }
}
