import { analysisBudget } from '../diagnostics/messages.js';
import { globalsIn, walkFlow } from '../languages/walk.js';
import type { Body, Flow } from '../languages/language.js';
import { pass } from './again.js';
import { reachFrom } from './beyond.js';
import { bounded } from './budget.js';
import { bindMaybe } from './effects.js';
import { flatten, lookUp, weaken } from './environment.js';
import { run } from './flow.js';
import { limits } from './limits.js';
import { unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { here } from './things.js';

type Loop = Extract<Flow, { kind: 'loop' }>;

/** Until a pass adds nothing that another pass could see. In the text of a cell only the first pass is free: loops in loops multiply. */
export function loop(m: Machine, step: Loop): void {
  if (m.active.length > 0 || m.isAgain) return settle(m, step, 0);
  if (isEnough(m, step)) return;
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

const isEnough = (m: Machine, { body }: Loop): boolean => pass(m, [() => run(m, body)]).isEnough;

function settle(m: Machine, step: Loop, first: number): void {
  for (let count = first; count < limits.rounds; count++) if (isEnough(m, step)) return;
  goBeyond(m, step);
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
