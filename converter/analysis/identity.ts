import type { Value } from '../languages/language.js';
import type { Span } from '../source/span.js';
import { observe } from './effects.js';
import { identified } from './library.js';
import type { Machine } from './machine.js';
import { thing } from './things.js';
import type { Abstract } from './value.js';
import { evaluate } from './evaluate.js';

/** `a is b`: which objects they are counts. */
export function compareIdentity(m: Machine, values: readonly Value[], operands: readonly Abstract[], span: Span): void {
  if (operands.every(({ locs }) => locs.size > 0)) for (const { locs } of operands) observe(m, identified(m, locs), span);
  if (operands.every(operand => isPlain(m, operand)) && !values.some(value => isLibraryMember(m, value))) notePlainIdentity(m, span);
}

/** Which object a number or a text is goes by where its text was compiled and whether it was saved and loaded: the node keeps to what the notebook does. */
export function notePlainIdentity(m: Machine, span: Span): void {
  m.unit.effects.rungs.set(`identity:${span.from}`, { rung: 'script', rule: 'identity', span });
}

/** A scalar of which there may be several that are equal. */
export function isPlain({ knowledge }: Machine, { locs, type, literal, address }: Abstract): boolean {
  const { identities } = knowledge.protocols;
  return identities !== undefined && locs.size === 0 && literal !== null && address !== true && !identities.single.has(type ?? '');
}

/** Constants of libraries, as `np.nan`, stay the objects that they are. */
function isLibraryMember(m: Machine, value: Value): boolean {
  if (value.kind !== 'part' || value.how !== 'attribute' || value.of.kind !== 'read') return false;
  return [...evaluate(m, value.of).locs].some(loc => thing(m, loc).path !== undefined);
}
