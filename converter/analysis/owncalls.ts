import type { Span } from '../source/span.js';
import { noArguments, type Arguments } from './arguments.js';
import type { Loc } from './analysis.js';
import { bounded, spend } from './budget.js';
import { callLocs } from './call.js';
import { get } from './effects.js';
import { lookUp } from './environment.js';
import { hidden, reachable } from './heap.js';
import { isImplicit } from './hiddenState.js';
import { only } from './locs.js';
import type { Machine, ModuleContents } from './machine.js';
import { patch } from './mutate.js';
import { isInstance } from './instances.js';
import { inModule } from './ownmodules.js';
import { attribute } from './parts.js';
import { allocate, amend, here, libraryThing, ofLocs, thing } from './things.js';
import type { Effects } from './unit.js';
import { scalar, type Abstract } from './value.js';

/**
 * A call of what a module of the notebook's own has under a path: what its text does to hidden state. What it gives stays unknown. Tells
 * whether there is such a text, and it was followed to its end; and whether the module goes on using what it gives.
 */
export function callOwn(m: Machine, path: string, args: Arguments, span: Span): { readonly isRead: boolean; readonly isKept: boolean } {
  const given: Loc[] = [];
  const isRead = follow(m, path, span, called => {
    const result = callLocs(m, called.locs, args, span);
    given.push(...result.locs);
    return result;
  });
  return { isRead, isKept: [...reachable(m.heap, new Set(given))].some(loc => isOwnData(m, loc)) };
}

/** Does something with what lies under a path in a module; `()` after a name stands for what a call of it gives. The same answer. */
export function follow(m: Machine, path: string, span: Span, use: (found: Abstract) => Abstract): boolean {
  const { module, contents, inside } = located(m, path);
  const [name = '', ...members] = inside;
  const known = contents && lookUp(contents.globals, name)?.value;
  if (!contents || !known || !spendOwn(m)) return false;
  const { own, globals } = contents;
  const { result, effects } = inModule(m, { own, globals: { slots: new Map(globals.slots) }, isSure: !m.unit.escaped, span }, () =>
    within(m, span, () =>
      use(members.reduce((of, member) => withItems(m, member === '()' ? callAnyhow(m, of, span) : attribute(m, of, member, span)), withItems(m, known)))
    )
  );
  if (changes(effects, contents)) noteChange(m, module, span);
  return result !== undefined;
}

/** Items of what a module has go by its name: all that containers hold. */
function withItems(m: Machine, value: Abstract): Abstract {
  const found = new Set(value.locs);
  for (const loc of found) if (isData(m, loc) && !isInstance(m, loc)) for (const held of get(m, only(loc))) found.add(held);
  return found.size > value.locs.size ? ofLocs(m, found) : value;
}

/** The module that has what lies under a path, and by which names it has it. */
function located(m: Machine, path: string): { readonly module: string; readonly contents: ModuleContents | undefined; readonly inside: readonly string[] } {
  const parts = path.replaceAll('()', '.()').split('.');
  const at = parts.findLastIndex((_, index) => m.own.contents.has(parts.slice(0, index + 1).join('.')));
  const module = parts.slice(0, at + 1).join('.');
  return { module, contents: m.own.contents.get(module), inside: parts.slice(at + 1) };
}

/** An object that one of these modules has had since its import. */
export function isKept(m: Machine, loc: Loc): boolean {
  return [...m.own.contents.values()].some(({ from, to }) => loc >= from && loc < to);
}

/** Data that one of these modules has: an object of its own, or what has a name in another. */
function isOwnData(m: Machine, loc: Loc): boolean {
  const { path } = thing(m, loc);
  if (path === undefined) return isKept(m, loc) && isData(m, loc) && get(m, only(loc), hidden.callable).size === 0;
  const { contents, inside } = located(m, path);
  const named = contents && lookUp(contents.globals, inside[0] ?? '');
  return [...(named?.value.locs ?? [])].some(one => isData(m, one));
}

/** A module changes; what the notebook has imported from it or was given by one is the module's own: a copy in another process would be another. */
export function noteChange(m: Machine, path: string, span: Span): void {
  const { module, contents } = located(m, path);
  patch(m, module, span, undefined, true);
  for (const [name, { value }] of contents?.globals.slots ?? []) {
    if ([...value.locs].some(loc => isData(m, loc))) amend(m, libraryThing(m, `${module}.${name}`), { opaque: true });
  }
  for (const [loc, { kept }] of m.things.entries()) if (kept) amend(m, loc, { opaque: true });
}

/** No code: that is found by its name. */
function isData(m: Machine, loc: Loc): boolean {
  const { body, path, type } = thing(m, loc);
  return body === undefined && path === undefined && m.knowledge.type(type).call === undefined;
}

/** A call with arguments of which nothing is known. */
function callAnyhow(m: Machine, { locs }: Abstract, span: Span): Abstract {
  const given = { locs: only(allocate(m, 'made-of', span)) };
  return callLocs(m, locs, { ...noArguments, rest: given, restNamed: given }, span);
}

/** So many expressions a use of a module's code is worth, however little it does. */
const stepsAUse = 10;

/** Whether the cell may look further into modules: what it cannot is seen when it runs. */
function spendOwn(m: Machine): boolean {
  const { isCalling } = m.own;
  if ((isCalling ? m.steps : m.own.steps) <= 0) return false;
  if (isCalling) spend(m, stepsAUse);
  else m.own.steps -= stepsAUse;
  return true;
}

/** Follows a call as far as the cell's budget for such calls lasts; what lies further in is seen when it runs. */
function within(m: Machine, span: Span, call: () => Abstract): Abstract | undefined {
  if (m.own.isCalling) return call();
  const { steps, beyond, overrun } = m;
  const { running, steps: before } = m.own;
  m.own.isCalling = true;
  Object.assign(m, { steps: before, beyond: undefined });
  // What is done inside a call counts.
  m.active.push({ body: '', code: 0, key: 'own', args: [], result: scalar, effects: undefined, recursive: false });
  const result = bounded(m, call, here(m, span));
  m.active.pop();
  m.own.steps = Math.max(0, m.steps);
  m.ownStepsLeft -= before - m.own.steps;
  m.own.isCalling = false;
  m.own.running = running;
  Object.assign(m, { steps, beyond, overrun });
  return result;
}

/** Whether code binds names of its module anew, or surely changes its objects: in another process they are as the import left them. */
function changes({ writes, updates }: Effects, { from, to }: ModuleContents): boolean {
  const isOwn = (loc: Loc) => loc >= from && loc < to;
  return [...writes.keys()].some(name => !isImplicit(name)) || [...updates.values()].some(({ locs, rule }) => rule !== 'unknown-call' && [...locs].some(isOwn));
}
