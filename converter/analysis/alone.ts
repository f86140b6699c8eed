import type { Body } from '../languages/language.js';
import type { Span } from '../source/span.js';
import type { Loc } from './analysis.js';
import { inArms } from './arms.js';
import { bounded } from './budget.js';
import { absorb } from './effects.js';
import { walkBody } from './invoke.js';
import { limits } from './limits.js';
import type { Machine } from './machine.js';
import { aloneContext, here } from './things.js';
import type { Abstract } from './value.js';

/**
 * What a body may do by itself to files, libraries and names, whatever it is given: calls of the notebook's code are not
 * followed from there.
 */
export function runAlone(m: Machine, code: Loc, body: Body, given: Abstract, span: Span): void {
  const { steps, cellId, context, origin } = m;
  const call = here(m, span);
  const active = m.active.splice(0);
  const { cell = cellId, origin: executed } = m.bodies.get(body.id) ?? {};
  const parameters = body.parameters.map(() => given);
  m.active.push({ body: body.id, code, key: aloneContext, args: parameters, result: given, effects: undefined, recursive: false });
  Object.assign(m, { steps: limits.alone, cellId: cell, context: aloneContext, origin: executed });
  const unit = bounded(m, () => inArms(m, [() => walkBody(m, code, body, parameters)], true).results[0], call);
  if (unit) absorb(m.unit, unit.effects, call);
  m.stepsLeft -= limits.alone - Math.max(0, m.steps);
  Object.assign(m, { steps, cellId, context, origin });
  m.active.splice(0, 1, ...active);
}
