import type { Import, Value } from '../languages/language.js';

export interface PathContext {
  /** Names that only ever are one library module or member. */
  readonly imports: ReadonlyMap<string, Import>;
  readonly isBuiltin: (name: string) => boolean;
}

/** Dotted library path that a value names, e.g. `functools.wraps`; builtins by their own name. */
export function pathOf(value: Value, context: PathContext): string | undefined {
  if (value.kind === 'read') {
    const { name } = value.name;
    const imported = context.imports.get(name);
    if (imported) return imported.member === undefined ? imported.module : `${imported.module}.${imported.member}`;
    return context.isBuiltin(name) ? name : undefined;
  }
  if (value.kind === 'part' && value.key !== undefined) {
    const of = pathOf(value.of, context);
    return of === undefined ? undefined : `${of}.${String(value.key)}`;
  }
  return undefined;
}
