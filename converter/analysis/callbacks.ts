import { allArguments, positional } from './arguments.js';
import { callAgain } from './again.js';
import type { Loc } from './analysis.js';
import { isBeyond, reachFrom } from './beyond.js';
import { callLocs } from './call.js';
import { callMember, memberOf } from './classes.js';
import { get } from './effects.js';
import { isClass, isInstance } from './instances.js';
import { iterate } from './iterate.js';
import type { Rule } from '../languages/knowledge.js';
import { noLocs, only, union, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { ofLocs, thing } from './things.js';
import { referred, type Applied } from './references.js';
import { isMadeByOwn, isOwnPath, ownCalls } from './ownmembers.js';
import { resolveResult } from './results.js';
import { callOverrides, exposedBy, withAny } from './unknown.js';
import { joinAll, type Abstract } from './value.js';

/** Runs the callables that a library call may call: those it is given or finds in what it is given; absent: none. */
export function callbacks(m: Machine, rule: Rule, call: Applied, given: LocSet): Abstract | undefined {
  if (rule.calls === 'none') return undefined;
  if (m.beyond?.isSpreading) return reachFrom(m, given, given, call.span);
  const { callables, instances } = findCallables(m, rule, call, given);
  if (callables.length === 0 && instances.length === 0) return undefined;
  if (isBeyond(m)) return reachFrom(m, given, given, call.span);
  // A library may call them again and again.
  return callAgain(m, called => calls(m, rule, { ...call, called }, { callables, instances }), {
    from: given,
    span: call.span,
    feeds: rule.passes?.includes('reduced') === true
  });
}

interface Found {
  readonly callables: readonly Loc[];
  readonly instances: readonly Loc[];
}

/** Each of the calls that a library may make. */
function calls(m: Machine, rule: Rule, call: Applied, { callables, instances }: Found): readonly (() => Abstract | undefined)[] {
  const passed = rule.passes
    ? rule.passes.flatMap(reference => (isGiven(m, reference, call) ? [resolveResult(m, reference, call, `passed:${reference}`)] : []))
    : undefined;
  const any = passed ? joinAll(passed) : anyPart(m, call, new Set(callables));
  const offered = rule.offers ? joinAll(rule.offers.map(reference => resolveResult(m, reference, call, `offered:${reference}`))) : any;
  const invoked = rule.invokes ?? m.knowledge.protocols.reading;
  return [
    ...callables.map(loc => () => {
      const made = callLocs(m, only(loc), passed ? positional(...passed) : withAny(m, loc, any), call.span);
      callOverrides(m, made.locs, any, call.span);
      return made;
    }),
    () => {
      callOverrides(m, instances, offered, call.span);
      return undefined;
    },
    ...instances.flatMap(loc =>
      invoked.flatMap(name => [...memberOf(m, loc, name).locs].map(member => () => callMember(m, loc, name, withAny(m, member, offered), call.span)))
    ),
    ...ownCalls(m, instances, invoked, offered, call.span)
  ];
}

/** Arguments that were not given are not passed on. */
const isGiven = (m: Machine, reference: string, call: Applied): boolean => !/arg:\d/.test(reference) || referred(m, reference, call) !== undefined;

function findCallables(m: Machine, rule: Rule, call: Applied, given: LocSet): Found {
  if (Array.isArray(rule.calls)) {
    const locs = (rule.calls as readonly string[]).map(reference => referred(m, reference, call)?.locs ?? noLocs).reduce(union, noLocs);
    return { callables: [...locs].filter(loc => isCalled(m, loc)), instances: rule.invokes ? [...exposedBy(m, given)].filter(loc => isObject(m, loc)) : [] };
  }
  const direct = new Set(allArguments(call.args).flatMap(({ locs }) => [...locs]));
  const reached = rule.calls === 'direct' ? direct : exposedBy(m, given);
  const callables: number[] = [];
  const instances: number[] = [];
  for (const loc of reached) {
    if (isCallable(m, loc, direct.has(loc))) callables.push(loc);
    else if (isObject(m, loc)) instances.push(loc);
  }
  return { callables, instances };
}

/** An object of a class whose text is known: the notebook's or a module's beside it. */
const isObject = (m: Machine, loc: number): boolean => isInstance(m, loc) || isMadeByOwn(m, loc);

/** Of what a library says that it calls it: whatever can be called. */
function isCalled(m: Machine, loc: number): boolean {
  const { body, method, path, type, executed } = thing(m, loc);
  const isCode = body !== undefined || method !== undefined || path !== undefined || executed === true;
  return isCode || m.knowledge.type(type).call !== undefined || memberOf(m, loc, m.knowledge.protocols.call).locs.size > 0;
}

/** Functions of the notebook, its classes where they are given themselves, methods of an object; library functions that do more than give a result. */
function isCallable(m: Machine, loc: number, isDirect: boolean): boolean {
  const { body, method, path, executed } = thing(m, loc);
  if (body !== undefined) return isDirect || !isClass(m, loc);
  return (
    executed === true ||
    method !== undefined ||
    (path !== undefined && (m.given.has(loc) || isOwnPath(m, path) || hasEffects(m.knowledge.rule(path)) || (isDirect && m.heap.sets.has(loc))))
  );
}

const hasEffects = ({ draws, updates, files, stores, special }: Rule = {}): boolean =>
  [draws, updates, files, stores, special].some(effect => effect !== undefined);

/** Any part of what the library was given. */
function anyPart(m: Machine, { self, args, span }: Applied, callables: LocSet): Abstract {
  const data = [...(self ? [self] : []), ...allArguments(args)].filter(({ locs }) => ![...locs].some(loc => callables.has(loc)));
  const parts = data.flatMap(value => {
    const held = get(m, value.locs);
    return [iterate(m, value, span), ofLocs(m, held)];
  });
  return joinAll(parts);
}
