import { changeHidden } from './effects.js';
import { unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { commonType, thing } from './things.js';
import { argumentAt, type Applied } from './references.js';
import { allArguments } from './arguments.js';
import { exposedBy } from './unknown.js';
import type { Abstract } from './value.js';

/** `numpy`, `numpy unless random_state`, `numpy held`: whether a call draws from a global generator. */
export function draw(m: Machine, draws: string, call: Applied): void {
  const [generator = '', how, name = ''] = draws.split(' ');
  if (
    how === 'unless' &&
    isSeed(
      m,
      name
        .split('|')
        .map(one => argumentAt(one, call))
        .find(value => value !== undefined)
    )
  )
    return;
  if (how === 'held') {
    if (m.drawers === 0) return;
    const given = unionAll([call.self?.locs ?? new Set<number>(), ...allArguments(call.args).map(({ locs }) => locs)]);
    for (const loc of exposedBy(m, given)) {
      const { type, seeded } = thing(m, loc);
      const source = type === undefined || seeded ? undefined : m.knowledge.type(type)?.draws;
      if (source !== undefined) changeHidden(m, `·rng.${source}`, call.span, 'draw');
    }
    return;
  }
  changeHidden(m, `·rng.${generator}`, call.span, 'draw');
}

/** A number or a generator of its own; `None`, and what may be `None`, is not. */
export function isSeed(m: Machine, value: Abstract | undefined): boolean {
  if (!value) return false;
  if (value.locs.size === 0) return value.type === 'int' || typeof value.literal === 'number';
  const type = commonType(m, value.locs);
  return type === undefined || value.type === type;
}
