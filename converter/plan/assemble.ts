import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { emptyNode, nameChanged, scriptNode, setupHasEffect } from '../diagnostics/messages.js';
import type { Statement } from '../languages/language.js';
import { identical } from '../analysis/identical.js';
import { titlesAndDocs, type TitleAndDoc } from '../notebook/headings.js';
import type { Notebook } from '../notebook/notebook.js';
import { identifier, takenNames, unique } from '../source/identifiers.js';
import type { GroupEffects } from './effects.js';
import { broughtAlong, type Layout, type SharedText } from './layout.js';
import { remaining } from './moved.js';
import { assembleNode } from './nodes.js';
import type { PipelineNode } from './plan.js';
import type { Restatable } from './restate.js';
import { scriptCauses } from './rung.js';

export interface PlannedNodes {
  readonly nodes: readonly PipelineNode[];
  /** By group; absent where nothing of the group is left to run. */
  readonly names: readonly (string | undefined)[];
  readonly diagnostics: readonly Diagnostic[];
  /** By group, what it became and what that was made from. */
  readonly assembled: readonly (Assembled | undefined)[];
}

/** A group that has become a node. */
interface Assembled {
  readonly group: GroupEffects;
  readonly title: TitleAndDoc | undefined;
  readonly node: PipelineNode;
  readonly diagnostics: readonly Diagnostic[];
}

type Options = ReadonlyMap<number, readonly Statement[]>;

interface AssembleOptions {
  readonly layout: Layout;
  readonly shared: SharedText;
  /** Statements that nodes repeat, by cell. */
  readonly options: Options;
  /** The nodes of a plan with the same layout and shared text. */
  readonly before?: PlannedNodes | undefined;
}

/** Makes a node of each group that has something left to run. */
export function assembleNodes(notebook: Notebook, { layout, shared, options, before }: AssembleOptions): PlannedNodes {
  const { names, diagnostics } = nameNodes(layout, shared, options);
  const known = before && identical(before.names, names) ? before.assembled : [];
  const titles = titlesAndDocs(notebook).byCell;
  const optional = new Set(layout.traffic.datasets.filter(dataset => dataset.optional.length > 0).map(({ name }) => name));
  const scriptCells = new Set<string>();
  const assembled = layout.groups.map((group, index): Assembled | undefined => {
    const name = names[index];
    if (name === undefined) return undefined;
    const first = { cell: group.cells[0]?.cell.id ?? '' };
    // What stands above the setup is about the notebook.
    const title = group.group.kind === 'setup' ? undefined : titles.get(first.cell);
    const last = known[index];
    const isAsBefore =
      last &&
      last.group.cells.every(({ cell, facts }, at) => cell === group.cells[at]?.cell && facts === group.cells[at].facts) &&
      identical(last.title, title);
    const made = isAsBefore ? { ...last, group } : assemble(name, { index, group, title, layout, shared, options, names, optional, scriptCells });
    if (made.node.form === 'script') group.cells.forEach(({ cell }) => scriptCells.add(cell.id));
    return made;
  });
  const found = assembled.flatMap(made => made ?? []);
  return { nodes: found.map(({ node }) => node), names, diagnostics: [...diagnostics, ...found.flatMap(made => made.diagnostics)], assembled };
}

interface AssemblyContext {
  readonly index: number;
  readonly group: GroupEffects;
  readonly title: TitleAndDoc | undefined;
  readonly layout: Layout;
  readonly shared: SharedText;
  readonly options: Options;
  readonly names: readonly (string | undefined)[];
  readonly optional: ReadonlySet<string>;
  readonly scriptCells: ReadonlySet<string>;
}

function assemble(name: string, context: AssemblyContext): Assembled {
  const { index, group, title, layout, shared, options, names, optional, scriptCells } = context;
  const { analysis, overview, language, movables } = shared;
  const traffic = { inputs: layout.traffic.inputs[index] ?? [], outputs: layout.traffic.outputs[index] ?? [] };
  const restated = layout.restated[index] ?? new Map<string, Restatable>();
  const causes = scriptCauses(group, traffic, {
    analysis,
    overview,
    language,
    movables,
    broughtAlong: (at, exit, value) => broughtAlong(at, exit, value, shared),
    restated,
    optional,
    scriptCells
  });
  const first = { cell: group.cells[0]?.cell.id ?? '' };
  const [cause] = causes;
  const diagnostics = [
    ...(group.group.kind === 'setup' ? [setupHasEffect(name, first)] : []),
    ...(cause ? [scriptNode(name, cause.rule, cause.cell === undefined ? first : { cell: cause.cell })] : [])
  ];
  const node = assembleNode({ ...traffic, name, index, group, causes, restated: [...restated.values()], layout, shared, options, names, title });
  return { group, title, node, diagnostics };
}

/** The node that each group is, if anything of it is left to run. */
function nameNodes(layout: Layout, shared: SharedText, options: Options): Pick<PlannedNodes, 'names' | 'diagnostics'> {
  const { keywords } = shared.language;
  const taken = takenNames();
  const reserved = reservedNames(shared);
  const diagnostics: Diagnostic[] = [];
  const names = layout.groups.map(({ cells, group }) => {
    const isTagged = group.kind === 'node';
    const first = { cell: cells[0]?.cell.id ?? '' };
    const isLeft = cells.some((cell, at) => remaining(cell.facts.statements, group.cells[at] ?? -1, { shared, options }).length > 0);
    if (!isLeft) {
      if (isTagged) diagnostics.push(emptyNode(group.name, first));
      return undefined;
    }
    const wanted = identifier(group.name, keywords);
    const name = unique(reserved.has(wanted) ? `${wanted}_node` : wanted, taken);
    if (name !== group.name && isTagged) diagnostics.push(nameChanged(group.name, name, first));
    return name;
  });
  return { names, diagnostics };
}

/** Names that a node's function must not hide from the other nodes: what is built in, imported or moved, and the runtime's own. */
function reservedNames({ language, movables }: SharedText): ReadonlySet<string> {
  return new Set([...language.builtins, ...movables.imports.keys(), ...movables.helpers.keys(), 'node', 'script', 'show', 'echo', 'nodes', 'setup_options']);
}
