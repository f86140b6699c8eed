/** Which nodes the user asked for. */
export interface Selection {
  /** These and everything after them, again. */
  readonly from?: readonly string[];
  /** These and what they need. */
  readonly to?: readonly string[];
  /** Exactly these, again. */
  readonly only?: readonly string[];
  /** Nothing is taken from earlier runs. */
  readonly fresh?: boolean;
}

interface Linked {
  readonly name: string;
  /** Names of the nodes whose values or files it takes. */
  readonly needs: readonly string[];
}

export interface Selected {
  /** May run. */
  readonly selected: ReadonlySet<string>;
  /** Must run, whatever earlier runs left. */
  readonly forced: ReadonlySet<string>;
}

/** Resolves a selection on the graph. With `from`, earlier nodes stay selected: they run where they are out of date. */
export function selectNodes(nodes: readonly Linked[], { from, to, only, fresh }: Selection): Selected {
  const names = nodes.map(({ name }) => name);
  if (only) return { selected: new Set(only), forced: new Set(only) };
  const after = from ? descendants(nodes, from) : new Set<string>();
  const selected = to ? ancestors(nodes, to) : new Set(names);
  const forced = names.filter(name => selected.has(name) && (fresh === true || after.has(name)));
  return { selected, forced: new Set(forced) };
}

/** The nodes themselves included. */
export function descendants(nodes: readonly Linked[], of: Iterable<string>): ReadonlySet<string> {
  const found = new Set(of);
  for (const { name, needs } of nodes) if (needs.some(need => found.has(need))) found.add(name);
  return found;
}

/** The nodes themselves included. */
function ancestors(nodes: readonly Linked[], of: Iterable<string>): ReadonlySet<string> {
  const found = new Set(of);
  for (const { name, needs } of [...nodes].reverse()) if (found.has(name)) needs.forEach(need => found.add(need));
  return found;
}
