import { unseededDraw } from '../diagnostics/messages.js';
import { changeHidden } from './effects.js';
import { unionAll, type LocSet } from './locs.js';
import type { Machine } from './machine.js';
import { commonType, here, thing } from './things.js';
import { argumentAt, type Applied } from './references.js';
import { allArguments } from './arguments.js';
import { exposedBy } from './unknown.js';
import type { Span } from '../source/span.js';
import type { Abstract } from './value.js';

/** `numpy`, `numpy unless random_state`, `numpy held`: whether a call draws from a global generator. */
export function draw(m: Machine, draws: string, call: Applied): void {
  const [generator = '', how, name = ''] = draws.split(' ');
  if (how === 'unless' && isSeed(m, firstGiven(name, call))) return;
  if (how === 'held') {
    const given = unionAll([call.self?.locs ?? new Set<number>(), ...allArguments(call.args).map(({ locs }) => locs)]);
    for (const loc of exposedBy(m, given)) {
      const { type, seeded } = thing(m, loc);
      const source = seeded ? undefined : m.knowledge.type(type).draws;
      if (source !== undefined) changeHidden(m, `·rng.${source}`, call.span, 'draw');
    }
    return;
  }
  changeHidden(m, `·rng.${generator}`, call.span, 'draw');
}

/** Remembers a generator that was made without a seed, or of others that were. */
export function noteEntropy(m: Machine, seeds: string, made: LocSet, call: Applied): void {
  const given = firstGiven(seeds, call);
  const isUnseeded = given === undefined || given.type === 'NoneType' || [...given.locs].some(loc => m.unseeded.has(loc));
  if (isUnseeded) for (const loc of made) m.unseeded.add(loc);
}

/** Tells the first draw from each of these that was made without a seed, once in a cell. */
export function tellDraw(m: Machine, changed: LocSet, span: Span): void {
  const found = [...changed].filter(loc => m.unseeded.delete(loc));
  const told = unseededDraw(undefined, here(m, span));
  if (found.length > 0 && !m.diagnostics.some(({ code, at }) => code === told.code && at?.cell === told.at?.cell)) m.diagnostics.push(told);
}

const firstGiven = (names: string, call: Applied): Abstract | undefined =>
  names
    .split('|')
    .map(name => argumentAt(name, call))
    .find(value => value !== undefined);

/** A number or a generator of its own; `None`, and what may be `None`, is not. */
export function isSeed(m: Machine, value: Abstract | undefined): boolean {
  if (!value) return false;
  if (value.locs.size === 0) return value.type === 'int';
  const type = commonType(m, value.locs);
  return type === undefined || value.type === type;
}
