import type { Name } from '../../language.js';
import { mangled, type Scope } from './scopes.js';

/** Scopes that run in a frame of their own. */
function hasFrame({ kind, captured }: Scope): boolean {
  return kind === 'function' || kind === 'lambda' || kind === 'generator' || (kind === 'comprehension' && captured);
}

/**
 * What an identifier means in a scope, by the rules of Python's compiler.
 * Absent for a type parameter, which is no variable.
 */
export function resolve(identifier: string, scope: Scope, tempOf: (scope: Scope, name: string) => Name): Name | undefined {
  const name = mangled(identifier, scope);
  const global: Name = { scope: 'global', name };
  let depth = 0;
  let isVisible = true;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const declared = declaredIn(at, name, isVisible);
    if (declared === 'global') return global;
    if (declared === 'local') {
      if (at.kind === 'module') return global;
      if (at.kind === 'types') return undefined;
      // Class bodies look a name up in the class and then among the globals, never in enclosing functions.
      if (at.kind === 'class') return { scope: 'class', name, outer: global };
      if (!hasFrame(at)) return tempOf(at, name);
      return { scope: 'frame', depth, name };
    }
    if (hasFrame(at)) depth++;
    // The names of a class are seen by its own text only, and by the type parameters of its methods.
    isVisible = isVisible && at.kind === 'types';
  }
  return global;
}

function declaredIn(scope: Scope, name: string, isVisible: boolean): 'global' | 'local' | undefined {
  if (scope.kind === 'class' && !isVisible) return undefined;
  if (scope.globals.has(name)) return 'global';
  return scope.bound.has(name) && !scope.nonlocals.has(name) ? 'local' : undefined;
}
