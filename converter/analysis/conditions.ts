import type { Condition, Rule } from '../languages/knowledge.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';
import { argumentAt, type Applied } from './references.js';

/** The rule with its conditions decided; what cannot be decided counts both ways. */
export function effectiveRule(m: Machine, rule: Rule, call: Applied): Rule {
  if (!rule.when) return rule;
  let effective: Rule = rule;
  for (const condition of rule.when) {
    const holds = decide(m, condition, call);
    if (holds === true) effective = { ...effective, ...condition.rule };
    else if (holds === 'maybe') effective = both(effective, condition.rule);
  }
  return effective;
}

function decide(m: Machine, { argument: name, is, given }: Condition, call: Applied): boolean | 'maybe' {
  const value = argumentAt(name, call);
  const isOpen = call.args.restNamed !== undefined || (call.args.rest !== undefined && value !== undefined);
  if (given !== undefined) {
    if (!value || value.literal === null) return isOpen ? 'maybe' : !given;
    return isOpen ? 'maybe' : given;
  }
  if (!value) return isOpen ? 'maybe' : false;
  if (value.literal !== undefined) return value.literal === is;
  const paths = [...value.locs].map(loc => thing(m, loc).path);
  if (paths.length > 0 && paths.every(path => path !== undefined)) return paths.some(path => path.split('.').at(-1) === is);
  if (is === null && value.locs.size > 0 && [...value.locs].every(loc => thing(m, loc).body !== undefined)) return false;
  if (value.locs.size > 0 && typeof is !== 'object') return value.type === undefined ? 'maybe' : false;
  return 'maybe';
}

function both(a: Rule, b: Rule): Rule {
  const list = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);
  const returns = [...new Set([...list(a.returns ?? 'fresh'), ...list(b.returns ?? a.returns ?? 'fresh')])];
  return {
    ...b,
    ...a,
    returns,
    updates: [...(a.updates ?? []), ...(b.updates ?? [])],
    stores: [...(a.stores ?? []), ...(b.stores ?? [])],
    holds: [...(a.holds ?? []), ...(b.holds ?? [])],
    files: [...(a.files ?? []), ...(b.files ?? [])],
    ends: (a.ends ?? []).filter(name => b.ends?.includes(name))
  };
}
