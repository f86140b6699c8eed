import type { Body, Value } from '../languages/language.js';

/** A body and all that its text holds. */
export function withInner(id: string, bodies: { readonly [id: string]: Body }): Body[] {
  const body = bodies[id];
  if (!body) return [];
  return [
    body,
    ...Object.values(bodies)
      .filter(inner => inner.parent === id)
      .flatMap(inner => withInner(inner.id, bodies))
  ];
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
