import { kernelScope } from '../../diagnostics/messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { WalkedCell } from '../language.js';

/** What a kernel does with names that several cells declare, where a pipeline would do something else. */
export function acrossCells(cells: readonly WalkedCell[], kernel: string): readonly Diagnostic[] {
  return [...globalProperties(cells), ...(/tslab|jslab/.test(kernel) ? ownVariables(cells) : [])];
}

/** `globalThis.x` is not the `x` that `let`, `const` or `class` declares. */
function globalProperties(cells: readonly WalkedCell[]): readonly Diagnostic[] {
  const declared = new Set(
    cells.flatMap(({ facts }) => facts.statements.flatMap(({ kind, declares }) => (kind === 'function' ? [] : (declares?.names ?? []))))
  );
  return cells.flatMap(({ cell, facts }) =>
    facts.rungs
      .filter(({ rule, detail }) => rule === 'global-object' && detail !== undefined && declared.has(detail))
      .map(({ detail = '', span }) => kernelScope(detail, { cell: cell.id, span }))
  );
}

/**
 * In tslab each cell has variables of its own: a function goes on with those of its cell, whatever later cells do to theirs.
 * Found where a cell runs a function of an earlier one after a cell in between has bound a name that it uses.
 */
function ownVariables(cells: readonly WalkedCell[]): readonly Diagnostic[] {
  const homes = new Map(cells.flatMap(({ facts }, index) => Object.keys(facts.bodies).map(id => [id, index] as const)));
  const bound = cells.map(({ facts, runs }, index) => {
    const textual = facts.statements.filter(({ kind }) => kind !== 'import').flatMap(({ binds }) => binds);
    const foreign = [...runs].flatMap(id => (homes.get(id) === index ? [] : boundBy(id)));
    return { textual: new Set(textual), foreign };
  });
  function boundBy(id: string): readonly { readonly name: string; readonly home: number }[] {
    const home = homes.get(id) ?? 0;
    return (cells[home]?.facts.bodies[id]?.bindsGlobals ?? []).map(name => ({ name, home }));
  }
  return cells.flatMap(({ cell, runs, facts }, index) => {
    const found = new Map<string, Diagnostic>();
    for (const id of runs) {
      const home = homes.get(id) ?? index;
      const own = cells[home]?.facts;
      for (const name of own?.bodies[id]?.globals ?? []) {
        const isForeign = own?.bodies[id]?.bindsGlobals.includes(name) === true && own.declared?.includes(name) !== true;
        const isLate = bound.some(
          ({ textual, foreign }, at) => at > home && at <= index && (textual.has(name) || foreign.some(each => each.name === name && each.home !== home))
        );
        if ((isForeign && cells.some(each => each.facts !== own && each.facts.declared?.includes(name))) || isLate)
          found.set(name, kernelScope(name, { cell: cell.id, span: facts.statements[0]?.span ?? { from: 0, to: 0 } }));
      }
    }
    return [...found.values()];
  });
}
