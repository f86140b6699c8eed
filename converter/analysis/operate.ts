import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { noArguments, positional, type Arguments } from './arguments.js';
import { inArms } from './arms.js';
import { callMember, memberOf } from './classes.js';
import { contentsOf } from './contents.js';
import { asRule } from '../languages/consult.js';
import { get, observe, put } from './effects.js';
import { formatted } from './formatted.js';
import { isInstance } from './instances.js';
import { iterate } from './iterate.js';
import { applyRule } from './library.js';
import { noLocs, only, union, unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { hasNamespace, isNamespace, lookFor } from './namespaces.js';
import { readOptions } from './options.js';
import { allocate, thing, withoutView } from './things.js';
import { appendTexts, joinAll, scalar, scalarOf, type Abstract } from './value.js';

type How = Extract<Value, { kind: 'operate' }>['how'];

/** What an operator gives and does. */
export function operate(m: Machine, how: How, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  if (how !== 'identity') readOptions(m, operands, span);
  if (how !== 'membership' && operands.some(operand => hasNamespace(m, operand))) m.unit.effects.dynamic = true;
  switch (how) {
    case 'arithmetic':
      return arithmetic(m, operator, operands, span);
    case 'compare':
      return compare(m, operator, operands, span);
    case 'membership':
      return membership(m, operands, span);
    case 'identity':
      return scalarOf('bool');
    case 'truth':
      for (const { locs } of operands) for (const loc of locs) firstMember(m, loc, m.knowledge.protocols.truth, noArguments, span);
      return scalarOf('bool');
    case 'format':
      for (const operand of operands) formatted(m, operand, span);
      return scalarOf('str');
  }
}

/** Looking a key up runs methods of notebook objects, and of those in a tuple. */
export function hashed(m: Machine, key: Abstract, span: Span): void {
  const { hash } = m.knowledge.protocols;
  callAll(m, { locs: union(key.locs, contentsOf(m, key.locs, hash)) }, hash, span);
}

function callAll(m: Machine, value: Abstract, methods: readonly string[], span: Span): void {
  for (const loc of value.locs) for (const name of methods) callMember(m, loc, name, noArguments, span);
}

/** What methods of either side give: by the operator's own name, else by the names after the second. Absent: neither has one. */
function overloaded(m: Machine, [own, reflected, ...others]: readonly string[], operands: readonly Abstract[], span: Span): Abstract | undefined {
  const results = operands.flatMap(({ locs }, at) => {
    const other = operands[1 - at];
    const names = [at === 0 ? own : reflected, ...others].flatMap(name => name ?? []);
    return [...locs].flatMap(loc => firstMember(m, loc, names, other ? positional(other) : noArguments, span) ?? []);
  });
  return results.length > 0 ? joinAll(results) : undefined;
}

function firstMember(m: Machine, loc: Loc, names: readonly string[], args: Arguments, span: Span): Abstract | undefined {
  for (const name of names) {
    const given = callMember(m, loc, name, args, span);
    if (given) return given;
  }
  return undefined;
}

function arithmetic(m: Machine, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  const { converts, operators, unary } = m.knowledge.protocols;
  if (converts) {
    for (const operand of operands) callAll(m, operand, converts, span);
    return scalarResult(operator, operands[0], operands[1]);
  }
  const own = overloaded(m, (operands.length === 1 ? unary : operators)[operator] ?? [], operands, span);
  for (const { type } of operands) {
    const rule = m.knowledge.type(type).operators?.[operator];
    if (rule !== undefined)
      return applyRule(m, asRule(rule), { self: operands[0], args: positional(...operands.slice(1)), span, name: operator, library: type ?? '' });
  }
  const [left, right] = operands;
  if (right && isTemplate(operator, left)) {
    formatted(m, right, span);
    return scalarOf('str');
  }
  const locs = operands.flatMap(operand => [...operand.locs].filter(loc => !isInstance(m, loc)));
  if (locs.length === 0) return own ?? scalarResult(operator, left, right);
  return joinAll([...(own ? [own] : []), resultFor(m, operator, locs, span)]);
}

/** `text % values`. */
const isTemplate = (operator: string, left: Abstract | undefined): boolean => operator === '%' && left?.type === 'str';

function scalarResult(operator: string, left: Abstract = scalar, right: Abstract = left): Abstract {
  if (operator === '+' && left.texts && right.texts) return { locs: noLocs, type: 'str', texts: appendTexts(left.texts, right.texts) };
  if (left.type === 'str') return scalarOf('str');
  if ([left, right].some(({ type = '' }) => !['int', 'float', 'bool'].includes(type))) return scalar;
  if (operator === '/' || left.type === 'float' || right.type === 'float') return scalarOf('float');
  return operator === '**' ? scalar : scalarOf('int');
}

/** By the types of the operands: the widest says what comes out. */
function resultFor(m: Machine, operator: string, locs: readonly Loc[], span: Span): Abstract {
  const types = [...new Set(locs.map(loc => thing(m, loc).type))];
  const [absorbing] = types.filter(type => m.knowledge.type(type).operate === 'absorb').sort((a, b) => rank(m, b) - rank(m, a));
  const type = withoutView(m, absorbing ?? (types.includes(undefined) ? undefined : types[0]));
  const fresh = only(allocate(m, `operate:${operator}:${String(type)}`, span, { type }));
  put(m, fresh, '*', { locs: unionAll(locs.map(loc => get(m, only(loc)))) });
  if (m.knowledge.type(type).operate === undefined) put(m, fresh, '*', { locs: new Set(locs) });
  const reused = m.knowledge.type(type).reuses ? locs.filter(loc => thing(m, loc).type === type) : [];
  return { locs: union(fresh, new Set(reused)), type };
}

const rank = (m: Machine, type: string | undefined): number => m.knowledge.type(type).rank ?? 0;

function compare(m: Machine, operator: string, operands: readonly Abstract[], span: Span): Abstract {
  const { converts } = m.knowledge.protocols;
  if (converts) {
    for (const operand of operands) callAll(m, operand, converts, span);
    return scalarOf('bool');
  }
  const methods = m.knowledge.protocols.compare[operator] ?? [];
  const own = overloaded(m, methods, operands, span);
  for (const operand of operands) observe(m, byIdentity(m, operand, methods), span);
  compareInside(m, operands, methods, span);
  const results = own ? [own] : [];
  const types = operands.flatMap(({ locs }) => [...locs].filter(loc => comparesElements(m, loc)).map(loc => thing(m, loc).type));
  if (types.length > 0) {
    const [type] = types.sort((a, b) => rank(m, b) - rank(m, a));
    results.push({ locs: only(allocate(m, 'compare', span, { type })), type });
  }
  return results.length > 0 ? joinAll(results) : scalarOf('bool');
}

/** Containers are compared by what they hold: first by whether that is equal. */
function compareInside(m: Machine, operands: readonly Abstract[], methods: readonly string[], span: Span): void {
  for (const names of new Set([equality(m), methods])) {
    const inside = operands.map(({ locs }): Abstract => ({ locs: contentsOf(m, locs, names) }));
    if (inside.every(({ locs }) => locs.size === 0)) continue;
    for (const each of inside) observe(m, byIdentity(m, each, names), span);
    inArms(m, [() => overloaded(m, names, inside, span)], true);
  }
}

const equality = (m: Machine): readonly string[] => m.knowledge.protocols.compare['=='] ?? [];

/** Arrays, and what may be one, give an array of what their elements give. */
function comparesElements(m: Machine, loc: Loc): boolean {
  const { type, path } = thing(m, loc);
  return type === undefined ? path === undefined && !isInstance(m, loc) : m.knowledge.type(type).compare === 'same';
}

/** Objects that are compared by identity: those of the notebook's classes without a comparison of their own. */
function byIdentity(m: Machine, { locs }: Abstract, methods: readonly string[]): ReadonlySet<Loc> {
  const isOwn = (loc: Loc, name: string): boolean => {
    const { locs: members, library } = memberOf(m, loc, name);
    return members.size > 0 || library.length > 0;
  };
  return new Set([...locs].filter(loc => isInstance(m, loc) && !methods.some(name => isOwn(loc, name))));
}

function membership(m: Machine, [what = scalar, where = scalar]: readonly Abstract[], span: Span): Abstract {
  const { contains } = m.knowledge.protocols;
  const plain: Loc[] = [];
  const met: Abstract[] = [];
  for (const loc of where.locs) {
    if (isNamespace(m, loc)) lookFor(m, what, span);
    else if (!isInstance(m, loc)) {
      for (const name of contains) callMember(m, loc, name, positional(what), span);
      plain.push(loc);
    } else {
      const given = firstMember(m, loc, contains, positional(what), span);
      if (given) met.push(given, iterate(m, given, span));
    }
  }
  const elements = joinAll([...met, iterate(m, { locs: new Set(plain) }, span)]);
  for (const side of [what, elements]) observe(m, byIdentity(m, side, equality(m)), span);
  overloaded(m, equality(m), [what, elements], span);
  compareInside(m, [what, elements], equality(m), span);
  return scalarOf('bool');
}
