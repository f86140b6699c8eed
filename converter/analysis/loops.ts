import { analysisBudget } from '../diagnostics/messages.js';
import { globalsIn, walkFlow } from '../languages/walk.js';
import type { Body, Flow } from '../languages/language.js';
import { inArms } from './arms.js';
import { reachFrom } from './beyond.js';
import { bounded } from './budget.js';
import { bindMaybe } from './effects.js';
import { flatten, lookUp, weaken } from './environment.js';
import { run } from './flow.js';
import { unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { here } from './things.js';

type Loop = Extract<Flow, { kind: 'loop' }>;

/** More passes than this only follow chains of assignments longer than any that was seen. */
const passLimit = 6;

/** Until a pass adds nothing that another pass could see. In the text of a cell only the first pass is free: loops in loops multiply. */
export function loop(m: Machine, step: Loop): void {
  if (m.active.length > 0 || m.isAgain) return settle(m, step, 0);
  if (pass(m, step.body)) return;
  const at = here(m, step.span);
  const isSettled = bounded(
    m,
    () => {
      m.isAgain = true;
      settle(m, step, 1);
      return true;
    },
    at
  );
  m.isAgain = false;
  if (!isSettled) goBeyond(m, step);
}

function settle(m: Machine, { body }: Loop, first: number): void {
  for (let count = first; count < passLimit; count++) if (pass(m, body)) return;
}

/** Goes through the body once more; tells whether that is enough. */
function pass(m: Machine, body: readonly Flow[]): boolean {
  const reads = new Set<string>();
  const before = m.heap.version;
  m.unit.passes.push({ start: ++m.tick, reads });
  const { widened } = inArms(m, [() => run(m, body)], true);
  m.unit.passes.pop();
  const isRead = [...widened].some(name => reads.has(name));
  return m.heap.version === before && !isRead;
}

/** A loop that is not gone through to its end: all that its names are bound to may change, and be bound to any of them. */
function goBeyond(m: Machine, { body, span }: Loop): void {
  if (!m.overrun) m.diagnostics.push(analysisBudget('This loop', here(m, span)));
  m.overrun = true;
  const { globals, bindsGlobals } = globalsIn(body, codeIn(m, body));
  const scopes = [m.unit.locals, ...m.unit.classes];
  const slots = [...globals.flatMap(name => lookUp(m.globals, name) ?? []), ...scopes.flatMap(scope => [...flatten(scope).values()])];
  const given = unionAll(slots.map(({ value }) => value.locs));
  const { locs } = reachFrom(m, given, given, span);
  for (const name of bindsGlobals) bindMaybe(m, name, { locs }, span);
  for (const scope of scopes) for (const name of flatten(scope).keys()) weaken(scope, name, { value: { locs }, state: 'bound', since: ++m.tick });
}

function codeIn(m: Machine, body: readonly Flow[]): readonly Body[] {
  const found: Body[] = [];
  walkFlow(body, {
    value(value) {
      const known = value.kind === 'code' ? m.bodies.get(value.body) : undefined;
      if (known) found.push(known.body);
    }
  });
  return found;
}
