import { unfilledArray } from '../diagnostics/messages.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { readGlobal } from './effects.js';
import { reachable } from './heap.js';
import { isInstance } from './instances.js';
import type { Machine } from './machine.js';
import { noteMakers } from './ownstate.js';
import { here, thing } from './things.js';
import type { Abstract } from './value.js';

/** Calculating with a value goes by the options of its library: how errors are treated, how exact a number is. */
export function readOptions(m: Machine, values: readonly Abstract[], span: Span): void {
  const found = new Set<string>();
  for (const { locs } of values) noteMakers(m, locs, span);
  for (const { locs, type } of values) {
    if (locs.size === 0) addOptions(m, type, found);
    else for (const loc of locs) addOptionsOf(m, loc, found);
  }
  for (const variable of found) readGlobal(m, variable, span, 'goes-by');
}

/** So does the text that is made of a value, and of all that it holds. */
export function readTextOptions(m: Machine, value: Abstract, span: Span): void {
  if (m.knowledge.options.length === 0) return;
  const shown = reachable(m.heap, value.locs);
  readOptions(m, value.locs.size === 0 ? [value] : [{ locs: shown }], span);
  const found = [...shown].filter(loc => m.unfilled.delete(loc));
  if (found.length > 0) m.diagnostics.push(unfilledArray(here(m, span)));
}

function addOptionsOf(m: Machine, loc: Loc, found: Set<string>): void {
  const { path, body, type } = thing(m, loc);
  if (path === undefined && body === undefined && !isInstance(m, loc)) addOptions(m, type, found);
}

/** A value of which nothing is known may be any library's: it may look different, or warn. */
function addOptions(m: Machine, type: string | undefined, found: Set<string>): void {
  const variables =
    type === undefined
      ? m.knowledge.options.filter(variable => variable.startsWith('·option.') || variable === '·warnings')
      : (m.knowledge.library(type)?.uses ?? []);
  for (const variable of variables) found.add(variable);
}
