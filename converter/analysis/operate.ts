import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments, positional } from './arguments.js';
import { callMember, memberOf } from './classes.js';
import { asRule } from '../languages/consult.js';
import { get, observe, put } from './effects.js';
import { isInstance } from './instances.js';
import { iterate } from './iterate.js';
import { applyRule, identified } from './library.js';
import { noLocs, only, unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { hasNamespace, lookFor } from './namespaces.js';
import { readOptions, readTextOptions } from './options.js';
import { allocate, thing } from './things.js';
import { appendTexts, joinAll, scalar, scalarOf, type Abstract } from './value.js';

type How = Extract<Value, { kind: 'operate' }>['how'];

/** What an operator gives and does. */
export function operate(m: Machine, how: How, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  if (how !== 'identity' && how !== 'format') readOptions(m, operands, span);
  if (how !== 'membership' && operands.some(operand => hasNamespace(m, operand))) m.unit.effects.dynamic = true;
  switch (how) {
    case 'arithmetic':
      return arithmetic(m, operator, operands, span);
    case 'compare':
      return compare(m, operator, operands, span);
    case 'membership':
      return membership(m, operands, span);
    case 'identity':
      if (operands.every(({ locs }) => locs.size > 0)) for (const { locs } of operands) observe(m, identified(m, locs), span);
      return scalarOf('bool');
    case 'truth':
      for (const operand of operands) callAll(m, operand, m.knowledge.protocols.truth, span, true);
      return scalarOf('bool');
    case 'format':
      for (const operand of operands) formatted(m, operand, span);
      return scalarOf('str');
    default:
      return how satisfies never;
  }
}

/** Turning a value into text goes by options, and runs methods of the notebook's objects. */
export function formatted(m: Machine, value: Abstract, span: Span): void {
  readTextOptions(m, value, span);
  if (m.instances > 0) callAll(m, value, m.knowledge.protocols.format, span, false);
}

/** Looking a key up runs methods of notebook objects. */
export const hashed = (m: Machine, key: Abstract, span: Span): void => callAll(m, key, m.knowledge.protocols.hash, span, false);

function callAll(m: Machine, value: Abstract, methods: readonly string[], span: Span, firstOnly: boolean): void {
  if (m.instances === 0) return;
  for (const loc of value.locs) {
    if (!isInstance(m, loc)) continue;
    for (const name of methods) if (callMember(m, loc, name, noArguments, span) && firstOnly) break;
  }
}

function overloaded(m: Machine, methods: readonly string[], operands: readonly Abstract[], span: Span): Abstract | undefined {
  if (m.instances === 0) return undefined;
  const [left, right] = operands;
  const results: Abstract[] = [];
  for (const [operand, other, name] of [
    [left, right, methods[0]],
    [right, left, methods[1]]
  ] as const) {
    if (!operand || name === undefined) continue;
    for (const loc of operand.locs) {
      if (!isInstance(m, loc)) continue;
      const result = callMember(m, loc, name, other ? positional(other) : noArguments, span);
      if (result) results.push(result);
    }
  }
  return results.length > 0 ? joinAll(results) : undefined;
}

function arithmetic(m: Machine, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  const { converts, operators, unary } = m.knowledge.protocols;
  if (converts) {
    for (const operand of operands) callAll(m, operand, converts, span, false);
    return scalarResult(operator, operands[0], operands[1]);
  }
  const single = unary[operator];
  const own = overloaded(m, operands.length === 1 && single !== undefined ? [single] : (operators[operator] ?? []), operands, span);
  const typed = operands.find(({ type }) => m.knowledge.type(type).operators?.[operator] !== undefined);
  const rule = m.knowledge.type(typed?.type).operators?.[operator];
  if (rule !== undefined && typed)
    return applyRule(m, asRule(rule), { self: operands[0], args: positional(...operands.slice(1)), span, name: operator, library: typed.type ?? '' });
  const [left, right] = operands;
  const locs = operands.flatMap(operand => [...operand.locs].filter(loc => !isInstance(m, loc)));
  if (locs.length === 0) return own ?? scalarResult(operator, left, right);
  const results = [...(own ? [own] : []), ...resultsFor(m, operator, operands, locs, span)];
  return joinAll(results);
}

function scalarResult(operator: string, left: Abstract | undefined, right: Abstract | undefined): Abstract {
  if (operator === '+' && left?.texts && right?.texts) return { locs: noLocs, type: 'str', texts: appendTexts(left.texts, right.texts) };
  if (left?.type === 'str' && (right?.type === 'str' || operator === '%' || operator === '*')) return scalarOf('str');
  const numbers = ['int', 'float', 'bool'];
  if (!left?.type || !right?.type || !numbers.includes(left.type) || !numbers.includes(right.type)) return scalar;
  if (operator === '/' || left.type === 'float' || right.type === 'float') return scalarOf('float');
  return operator === '**' ? scalar : scalarOf('int');
}

/** By the types of the operands: the widest says what comes out. */
function resultsFor(m: Machine, operator: string, operands: readonly Abstract[], locs: readonly Loc[], span: Span): Abstract[] {
  const types = new Set(locs.map(loc => thing(m, loc).type));
  const result = (type: string | undefined): Abstract => ({ locs: only(allocate(m, `operate:${operator}:${type ?? ''}`, span, { type })), type });
  const held = { locs: unionAll(locs.map(loc => get(m, only(loc)))) };
  if (types.has(undefined) && ![...types].some(type => m.knowledge.type(type).operate === 'absorb')) {
    const fresh = result(undefined);
    put(m, fresh.locs, '*', { locs: unionAll([held.locs, new Set(locs.filter(loc => thing(m, loc).type === undefined))]) });
    return [fresh];
  }
  const order = [...types].filter(type => type !== undefined);
  const widest = order.find(type => m.knowledge.type(type).operate === 'absorb') ?? order[0];
  const how = m.knowledge.type(widest).operate;
  const absorbing = order.filter(type => m.knowledge.type(type).operate === 'absorb').sort((a, b) => rank(m, b) - rank(m, a))[0];
  if (how === 'scalar') return [scalar];
  const fresh = result(absorbing ?? widest);
  put(m, fresh.locs, '*', held);
  if (how === undefined && operands.length > 0) put(m, fresh.locs, '*', { locs: new Set(locs) });
  return [fresh];
}

const rank = (m: Machine, type: string): number => m.knowledge.type(type).rank ?? 0;

function compare(m: Machine, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  const { converts } = m.knowledge.protocols;
  if (converts) {
    for (const operand of operands) callAll(m, operand, converts, span, false);
    return scalarOf('bool');
  }
  const methods = m.knowledge.protocols.compare[operator] ?? [];
  const own = overloaded(m, methods, operands, span);
  for (const operand of operands) observe(m, byIdentity(m, operand, methods), span);
  const arrays = operands
    .flatMap(({ locs }) => [...locs])
    .filter(loc => {
      const { type } = thing(m, loc);
      return (
        !isInstance(m, loc) &&
        (type === undefined ? thing(m, loc).path === undefined && thing(m, loc).body === undefined : m.knowledge.type(type).compare === 'same')
      );
    });
  const first = arrays[0];
  const types = new Set(arrays.map(loc => thing(m, loc).type));
  const type = [...types].sort((a, b) => (b === undefined ? 0 : rank(m, b)) - (a === undefined ? 0 : rank(m, a)))[0];
  const result = first === undefined ? scalarOf('bool') : { locs: only(allocate(m, 'compare', span, { type })), type };
  return own ? joinAll([own, ...(first === undefined ? [] : [result])]) : result;
}

/** Objects that equality compares by identity: sentinels, and notebook objects without a comparison of their own. */
function byIdentity(m: Machine, { locs }: Abstract, methods: readonly string[]): ReadonlySet<Loc> {
  const found = [...locs].filter(loc => {
    const { type, sentinel } = thing(m, loc);
    if (sentinel || m.knowledge.type(type).comparesIdentity) return true;
    return (
      isInstance(m, loc) &&
      methods[0] !== undefined &&
      m.knowledge.protocols.equality.includes(methods[0]) &&
      memberOf(m, loc, methods[0]).locs.size === 0 &&
      memberOf(m, loc, methods[0]).library.length === 0
    );
  });
  return new Set(found);
}

function membership(m: Machine, [what, where]: readonly Abstract[], span: Span): Abstract {
  if (!what || !where) return scalarOf('bool');
  if (hasNamespace(m, where)) lookFor(m, what, span);
  const { contains } = m.knowledge.protocols;
  for (const loc of where.locs) {
    if (!isInstance(m, loc)) continue;
    for (const name of contains) if (callMember(m, loc, name, positional(what), span)) break;
  }
  const methods = m.knowledge.protocols.compare['=='] ?? [];
  if (what.locs.size > 0) {
    observe(m, byIdentity(m, what, methods), span);
    const elements = iterate(m, where, span);
    observe(m, byIdentity(m, elements, methods), span);
    overloaded(m, methods, [what, elements], span);
  } else if ([...where.locs].some(loc => thing(m, loc).consumable)) iterate(m, where, span);
  return scalarOf('bool');
}
