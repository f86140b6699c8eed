import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { orderCycle, repeatedOutput, unknownNode } from '../diagnostics/messages.js';
import type { Cell } from './notebook.js';

/** Whether what the nodes declare of each other can be: `after` names nodes above, and no two declare one output. */
export function checkDeclarations(cells: readonly Cell[]): readonly Diagnostic[] {
  const nodes = placesOf(cells);
  return [...checkAfter(cells, nodes), ...checkOutputs(cells)];
}

interface Places {
  readonly first: number;
  readonly last: number;
}

function placesOf(cells: readonly Cell[]): ReadonlyMap<string, Places> {
  const places = new Map<string, Places>();
  for (const { index, intent } of cells) {
    if (intent.node !== undefined) places.set(intent.node, { first: places.get(intent.node)?.first ?? index, last: index });
  }
  return places;
}

function checkAfter(cells: readonly Cell[], nodes: ReadonlyMap<string, Places>): readonly Diagnostic[] {
  return cells.flatMap(({ id, index, intent: { node, after } }) =>
    (after ?? []).flatMap(name => {
      const other = nodes.get(name);
      if (!other) return [unknownNode(name, [...nodes.keys()], { cell: id })];
      const last = (node === undefined ? undefined : nodes.get(node)?.last) ?? index;
      return other.first > last ? [orderCycle(node ?? '', name, { cell: id })] : [];
    })
  );
}

function checkOutputs(cells: readonly Cell[]): readonly Diagnostic[] {
  const first = new Map<string, { readonly node: string; readonly cell: string }>();
  const diagnostics: Diagnostic[] = [];
  let node = '';
  for (const { id, intent } of cells) {
    node = intent.node ?? node;
    for (const name of intent.outputs ?? []) {
      const earlier = first.get(name);
      if (!earlier) first.set(name, { node, cell: id });
      else if (earlier.node !== node) diagnostics.push(repeatedOutput(name, { node, other: earlier.node }, { cell: id }, { cell: earlier.cell }));
    }
  }
  return diagnostics;
}
