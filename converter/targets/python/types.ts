import { typeParts } from '../../languages/python/literal.js';

/** What YAML cannot say of a value: that a list is a tuple or a set, at any depth. */
export interface LostType {
  readonly is: string;
  /** By position; null where nothing is lost. Absent: nothing is lost inside. */
  readonly of?: readonly (LostType | null)[];
}

/** `tuple[int, tuple]` as the runtime reads it; absent where YAML gives the very value. */
export function lostType(type: string): LostType | undefined {
  const { name, parts } = typeParts(type);
  const inside = parts.map(part => lostType(part) ?? null);
  if (inside.some(part => part !== null)) return { is: name, of: inside };
  return name === 'tuple' || name === 'set' ? { is: name } : undefined;
}
