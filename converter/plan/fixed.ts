import type { Analysis } from '../analysis/analysis.js';

/** Names that mean the same in the whole notebook: bound once, to a module, a function, a class or a literal, and never updated. */
export function fixedNames({ cells, versions }: Analysis): ReadonlySet<string> {
  const values = new Set<string>();
  const bound = new Map<string, string[]>();
  for (const { facts } of cells) {
    const literals = new Set(facts.literals.map(({ name }) => name));
    for (const { kind, binds } of facts.statements) {
      for (const name of binds) {
        const what = kind === 'import' || kind === 'function' || kind === 'class' ? kind : literals.has(name) ? 'literal' : 'value';
        if (what === 'value') values.add(name);
        bound.set(name, [...(bound.get(name) ?? []), what]);
      }
    }
  }
  const updated = new Set(cells.flatMap(({ updates }) => updates.flatMap(({ locs }) => [...locs])));
  const isUpdated = (name: string) => versions.get(name)?.some(({ binding }) => [...(binding?.locs ?? [])].some(loc => updated.has(loc)));
  const isOne = (kinds: readonly string[]) => kinds.length === 1 || kinds.every(kind => kind === 'import');
  return new Set([...bound].flatMap(([name, kinds]) => (isOne(kinds) && !values.has(name) && (kinds[0] === 'import' || !isUpdated(name)) ? [name] : [])));
}
