import type { Flow } from '../languages/language.js';
import { positional } from './arguments.js';
import { callMember } from './classes.js';
import { get, put, update } from './effects.js';
import { evaluate } from './evaluate.js';
import { isInstance } from './instances.js';
import { iterate } from './iterate.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { ofLocs, thing } from './things.js';
import { store } from './mutate.js';
import { readName, writeName } from './names.js';
import { operate } from './operate.js';
import { attribute, item } from './parts.js';
import { referred } from './references.js';
import { join, joinAll, type Abstract } from './value.js';

type Augment = Extract<Flow, { kind: 'augment' }>;

/** `x += v`: in place where the type does so, else a new object; either way the result is bound again. */
export function augment(m: Machine, { target, operator, value, span }: Augment): void {
  if ('scope' in target) {
    const before = readName(m, target, span);
    return writeName(m, target, apply(m, before, operator, evaluate(m, value), span), span);
  }
  const of = evaluate(m, target.of);
  const index = target.index && evaluate(m, target.index);
  const before = target.how === 'attribute' ? attribute(m, of, String(target.key), target.span) : item(m, of, target.key, index, target.span);
  const after = apply(m, before, operator, evaluate(m, value), span);
  store(m, of, { how: target.how === 'attribute' ? 'attribute' : 'item', key: target.key, index, value: after, isDirect: target.of.kind === 'read', span });
}

function apply(m: Machine, before: Abstract, operator: string, value: Abstract, span: Augment['span']): Abstract {
  const plain = operator.slice(0, -1);
  if (m.knowledge.protocols.converts) return operate(m, 'arithmetic', plain, [before, value], span);
  const results: Abstract[] = [];
  const others = new Set<number>();
  const changed = new Set<number>();
  let elements: Abstract | undefined;
  for (const loc of before.locs) {
    const { type, path } = thing(m, loc);
    const facts = m.knowledge.type(type);
    if (isInstance(m, loc)) {
      const own = callMember(m, loc, m.knowledge.protocols.augmented[plain] ?? '', positional(value), span);
      if (own) results.push(own);
      else others.add(loc);
    } else if (path !== undefined || (type !== undefined && facts.inPlace !== true)) others.add(loc);
    else {
      changed.add(loc);
      callMember(m, loc, m.knowledge.protocols.augmented[plain] ?? '', positional(value), span);
      if (facts.flat) put(m, only(loc), '*', referred(m, 'objects:arg:0', { args: positional(value), span }) ?? value);
      else put(m, only(loc), '*', (elements ??= join(iterate(m, value, span), ofLocs(m, get(m, value.locs)))));
      results.push({ locs: only(loc), type });
    }
  }
  update(m, changed, span, 'augmented');
  if (others.size > 0) results.push(operate(m, 'arithmetic', plain, [ofLocs(m, others), value], span));
  if (before.locs.size === 0) results.push(operate(m, 'arithmetic', plain, [before, value], span));
  return joinAll(results);
}
