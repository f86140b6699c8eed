import type { Body, Value } from '../languages/language.js';

/** A body and all that its text holds. */
export function withInner(id: string, bodies: { readonly [id: string]: Body }): Body[] {
  const body = bodies[id];
  if (!body) return [];
  const all = Object.values(bodies);
  const found = [body];
  // What is found is looked through in turn.
  for (const { id: outer } of found) for (const inner of all) if (inner.parent === outer) found.push(inner);
  return found;
}

/** Literals and containers of them. */
export function isConstantValue(value: Value): boolean {
  switch (value.kind) {
    case 'scalar':
      return true;
    case 'text':
      return value.parts.every(part => typeof part === 'string' || isConstantValue(part));
    case 'make':
      return value.type !== 'generator' && value.holds.every(([, held]) => isConstantValue(held));
    case 'operate':
      return value.how === 'arithmetic' && value.of.every(isConstantValue);
    default:
      return false;
  }
}
