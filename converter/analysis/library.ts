import { allArguments, argumentLocs, type Arguments } from './arguments.js';
import { callbacks } from './callbacks.js';
import { effectiveRule } from './conditions.js';
import { consumeAll } from './consume.js';
import { changeHidden, bindGlobal, observe, put, readGlobal, update } from './effects.js';
import { placeOnFigure } from './figures.js';
import { touchFiles } from './files.js';
import { anyKey, hidden } from './heap.js';
import { draw, noteEntropy, tellDraw } from './draws.js';
import { patch, replacing } from './mutate.js';
import { changeEverything } from './objects.js';
import { relabel } from './labels.js';
import { end } from './lasting.js';
import type { Rule } from '../languages/knowledge.js';
import { fillNamespaces, hasNamespace } from './namespaces.js';
import { closed, opened } from './openfiles.js';
import { noteOwnState } from './ownstate.js';
import { beginCallbacks, watched } from './late.js';
import { noLocs, unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';
import { referred, type Applied } from './references.js';
import { resolveResult } from './results.js';
import { applySpecial } from './special.js';
import { keepStreams, mayGoOn, streamsIn } from './streams.js';
import { joinAll, scalar, type Abstract } from './value.js';
import type { Span } from '../source/span.js';

export interface LibraryCall {
  readonly self?: Abstract | undefined;
  readonly args: Arguments;
  readonly span: Span;
  /** Function or method, as the updates are told. */
  readonly name: string;
  /** Path of the library or type that it belongs to. */
  readonly library: string;
}

/** Meanings that themselves see to the names and modules they are given. */
const looksInside: ReadonlySet<string> = new Set(['code', 'get-attribute', 'has-attribute', 'any-code']);

/** Does what library knowledge says of a function or method, and gives its result. */
export function applyRule(m: Machine, listed: Rule, call: LibraryCall): Abstract {
  const { self, args, span, name, library } = call;
  const applied: Applied = { self, args, span, parameters: listed.parameters };
  const rule = effectiveRule(m, listed, applied);
  noteLibrary(m, library, span);
  for (const variable of rule.uses ?? []) readGlobal(m, variable, span, 'option');
  if (rule.draws !== undefined) draw(m, rule.draws, applied);
  const open = (rule.files ?? []).flatMap(access => touchFiles(m, access, applied));
  const given = unionAll([self?.locs ?? noLocs, ...allArguments(args).map(({ locs }) => locs)]);
  if (!(rule.special !== undefined && looksInside.has(rule.special)) && hasNamespace(m, { locs: given })) {
    m.unit.effects.dynamic = true;
    fillNamespaces(m, given);
    if (!Array.isArray(rule.calls) && rule.calls !== 'none') changeEverything(m, span);
    else if (rule.holds?.some(reference => !reference.startsWith('element:'))) changeEverything(m, span);
  }
  for (const reference of rule.raises ?? []) for (const loc of referred(m, reference, applied)?.locs ?? noLocs) m.raised.add(loc);
  const consumes = rule.consumes ?? 'held';
  if (consumes === 'none') consumeAll(m, streamsIn(m, argumentLocs(args)), 'direct', span);
  else consumeAll(m, given, consumes, span);
  const run = () => callbacks(m, rule, applied, given);
  const { result: called, late } = rule.late ? watched(m, run) : { result: run(), late: undefined };
  const complete: Applied = called ? { ...applied, called } : applied;
  for (const reference of rule.observes ?? []) observe(m, identified(m, referred(m, reference, complete)?.locs ?? noLocs), span);
  if (rule.reseeds) for (const loc of self?.locs ?? noLocs) m.unseeded.delete(loc);
  for (const reference of rule.updates ?? []) {
    if (reference.startsWith('·')) changeHidden(m, reference, span, name);
    else changeAll(m, referred(m, reference, complete)?.locs ?? noLocs, call, rule.replaces ? replacing : `method:${name}`);
  }
  endAll(m, rule, complete);
  for (const variable of rule.sets ?? []) bindGlobal(m, variable, scalar, span, name);
  if (rule.figure) {
    for (const variable of m.knowledge.protocols.drawing ?? []) readGlobal(m, variable, span, 'option');
    m.unit.effects.figure = rule.figure === 'shown' ? 'shown' : 'drawn';
    if (rule.figure === 'shown') readGlobal(m, '·figure', span, 'shows-figure');
    else changeHidden(m, '·figure', span, 'draws-figure');
  }
  const target = rule.into === undefined ? (self?.locs ?? noLocs) : (referred(m, rule.into, complete)?.locs ?? noLocs);
  for (const reference of rule.stores ?? []) {
    const [where, key] = reference.split('@');
    put(m, target, key ?? anyKey, resolveResult(m, where ?? reference, complete, `stored:${name}`));
  }
  const special = rule.special === undefined ? undefined : applySpecial(m, rule.special, { ...call, rule, called });
  const result = special ?? resultOf(m, rule, complete, name);
  if (rule.figure !== undefined && rule.figure !== 'shown') placeOnFigure(m, rule, result, applied);
  if (rule.unfilled) for (const loc of result.locs) m.unfilled.add(loc);
  if (rule.entropy !== undefined) noteEntropy(m, rule.entropy, result.locs, applied);
  opened(m, open, result.locs, span);
  if (rule.files?.some(file => file.open) || mayGoOn(m, result.locs, given)) keepStreams(m, argumentLocs(args));
  if (rule.late && late) {
    beginCallbacks(m, rule.late, result, late);
    // What is awaited has waited for what it was called on.
    if (self) put(m, result.locs, hidden.self, self);
  }
  return result;
}

/** States of the process end, and handles are closed: what is closed cannot be saved, nor be asked whether it is. */
function endAll(m: Machine, { ends = [] }: Rule, call: Applied): void {
  for (const ended of ends) {
    if (ended.startsWith('·')) {
      end(m, ended, call.span);
      continue;
    }
    const handles = referred(m, ended, call)?.locs ?? noLocs;
    closed(m, handles, call.span);
    keepStreams(m, handles);
  }
}

/** Objects change in place; where code is begun by calling it, a member of a library that is given is changed for all. */
function changeAll(m: Machine, locs: LocSet, { span }: LibraryCall, way: string): void {
  tellDraw(m, locs, span);
  update(m, changeable(m, locs), span, way);
  relabel(m, locs, span);
  if (m.knowledge.protocols.eager !== true) return;
  for (const path of [...locs].flatMap(loc => thing(m, loc).path ?? [])) if (m.knowledge.state(path) === undefined) patch(m, path, span);
}

function resultOf(m: Machine, rule: Rule, call: Applied, name: string): Abstract {
  const returns = rule.returns ?? 'fresh';
  if (typeof returns === 'string' && !rule.holds) return resolveResult(m, returns, call, `result:${name}`);
  const results = (typeof returns === 'string' ? [returns] : returns).map(result => resolveResult(m, result, call, `result:${name}`));
  const value = joinAll(results);
  const made: LocSet = new Set(
    results.flatMap((result, index) =>
      /^(fresh|same|lent|part|view)/.test((typeof returns === 'string' ? returns : returns[index]) ?? '') ? [...result.locs] : []
    )
  );
  for (const reference of rule.holds ?? []) {
    const [where, key] = reference.split('@');
    if (where === 'named-by-key') {
      for (const [key, value] of call.args.named) put(m, made, key, value);
      if (call.args.restNamed) put(m, made, anyKey, call.args.restNamed);
    } else put(m, made, asKey(key), resolveResult(m, where ?? reference, call, `held:${name}`));
  }
  return value;
}

function asKey(key: string | undefined): string | number {
  if (key === undefined) return anyKey;
  const place = Number(key);
  return Number.isNaN(place) ? key : place;
}

/** Objects that can change: not code, modules or immutables. */
export function changeable(m: Machine, locs: LocSet): LocSet {
  const found = [...locs].filter(loc => {
    const { path, type } = thing(m, loc);
    return path === undefined && m.knowledge.type(type).immutable !== true;
  });
  return new Set(found);
}

/** Objects whose identity can be told: of scalars and library members nobody asks. */
export const identified = (m: Machine, locs: LocSet): LocSet => new Set([...locs].filter(loc => thing(m, loc).path === undefined));

/** Options of a library are read by every call into it; so are its modules where the notebook patches them. */
export function noteLibrary(m: Machine, path: string, span: Span): void {
  noteOwnState(m, path, span);
  const file = m.knowledge.library(path);
  if (!file) return;
  for (const variable of file.uses ?? []) readGlobal(m, variable, span, 'option');
  for (const [distribution, version] of Object.entries(file.assumes ?? {})) m.assumes.set(distribution, version);
}
