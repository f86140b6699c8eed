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

function decide(m: Machine, { argument: name, is, given, ends }: Condition, call: Applied): boolean | 'maybe' {
  const value = argumentAt(name, call);
  if (ends !== undefined) return value?.texts?.every(text => text.endsWith(ends)) ?? false;
  const isOpen = call.args.restNamed !== undefined || (call.args.rest !== undefined && value !== undefined);
  if (given !== undefined) return isOpen ? 'maybe' : given === (value !== undefined && value.literal !== null);
  if (!value) return isOpen ? 'maybe' : false;
  if (value.literal !== undefined) return value.literal === is;
  const paths = [...value.locs].map(loc => thing(m, loc).path);
  if (paths.length > 0 && paths.every(path => path !== undefined)) return paths.some(path => path.split('.').at(-1) === is);
  return 'maybe';
}

/** What either rule does; what only one of them ends may go on. */
function both(a: Rule, b: Rule): Rule {
  const listed = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value);
  const each = <Item>(of: (rule: Rule) => readonly Item[] | undefined): readonly Item[] => [a, b].flatMap(rule => of(rule) ?? []);
  const returns = a.returns ?? 'fresh';
  return {
    ...b,
    ...a,
    returns: [...new Set([...listed(returns), ...listed(b.returns ?? returns)])],
    updates: each(({ updates }) => updates),
    stores: each(({ stores }) => stores),
    holds: each(({ holds }) => holds),
    files: each(({ files }) => files),
    ends: []
  };
}
