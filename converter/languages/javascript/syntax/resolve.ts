import type { Name } from '../../language.js';
import { isOutside, type Scope } from './scopes.js';

/** Scopes that run in a frame of their own. */
export const hasFrame = (scope: Scope): boolean => scope.kind === 'function' || (scope.kind === 'block' && scope.captured && isOutside(scope));

/** What an identifier means in a scope. */
export function resolve(name: string, scope: Scope, tempOf: (scope: Scope, name: string) => Name): Name {
  let depth = 0;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.bound.has(name)) return found(name, at, depth, tempOf);
    if (hasFrame(at)) depth++;
  }
  return { scope: 'global', name };
}

function found(name: string, scope: Scope, depth: number, tempOf: (scope: Scope, name: string) => Name): Name {
  if (scope.kind === 'cell') return { scope: 'global', name };
  const frame = frameOf(scope);
  return frame ? { scope: 'frame', depth, name: aliasOf(name, scope, frame) } : tempOf(scope, name);
}

/** The nearest scope with a frame, going up; absent outside of all. */
export function frameOf(scope: Scope): Scope | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) if (hasFrame(at)) return at;
  return undefined;
}

/** Names of blocks that hide each other share one frame: the later ones are numbered. */
function aliasOf(name: string, scope: Scope, frame: Scope): string {
  const known = scope.aliases.get(name);
  if (known !== undefined) return known;
  let alias = name;
  for (let number = 2; frame.taken.has(alias) || (scope !== frame && frame.bound.has(alias)); number++) alias = `${name}·${number}`;
  frame.taken.add(alias);
  scope.aliases.set(name, alias);
  return alias;
}
