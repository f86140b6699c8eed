import { isImplicit } from '../analysis/hiddenState.js';
import { takenBeside, unique } from '../source/identifiers.js';
import type { Statement } from '../languages/language.js';
import { harmlessPairs, type Side } from './apart.js';
import type { GroupEffects } from './effects.js';
import { isBlank } from './group.js';
import { namesIn, runtimeIn, split } from './helpers.js';
import { isLeftAlone } from './datasets.js';
import { orderDataset } from './order.js';
import { ownModules } from './ownModules.js';
import { broughtAlong, type Layout, type SharedText } from './layout.js';
import { movedStatements, remaining } from './moved.js';
import type { NodeInput, NodeOutput, PipelineNode, TextPiece } from './plan.js';
import { relabelled } from './relabels.js';
import type { Restatable } from './restate.js';
import { freeNames, type RungCause } from './rung.js';
import { runtimeState } from './states.js';
import { added, remainingText, statementText } from './text.js';

export interface NodeContext {
  readonly name: string;
  readonly index: number;
  readonly group: GroupEffects;
  readonly causes: readonly RungCause[];
  readonly inputs: readonly NodeInput[];
  readonly outputs: readonly NodeOutput[];
  readonly restated: readonly Restatable[];
  readonly layout: Layout;
  readonly shared: SharedText;
  readonly options: ReadonlyMap<number, readonly Statement[]>;
  readonly names: readonly (string | undefined)[];
  readonly title: { readonly title?: string; readonly doc?: string } | undefined;
}

/** Puts a node together: what it takes and gives, and its text. */
export function assembleNode(context: NodeContext): PipelineNode {
  const { name, index, group, causes, layout, inputs, outputs } = context;
  const form = causes.length > 0 ? 'script' : 'function';
  const isJoined = group.group.members.length > 1;
  const text = nodeText(context);
  const unchanged = unchangedNames(context);
  const seeds = seededIn(group);
  const harmless = harmlessPairs(sidesOf(context), index, layout.groups, context.shared.analysis);
  const relabels = relabelled(group, inputs, context.shared.analysis);
  return {
    name,
    form,
    rung: isJoined ? 'joined' : form,
    reasons: [...group.group.joinedBecause, ...causes],
    ...(isJoined ? { members: group.group.members } : {}),
    ...context.title,
    cells: group.cells.flatMap(({ cell }) => (isBlank(cell) ? [] : [{ id: cell.id, index: cell.index }])),
    inputs,
    outputs,
    stateIn: (layout.states.stateIn[index] ?? []).map(({ dataset, state }) => ({ dataset, state })),
    stateOut: (layout.states.stateOut[index] ?? []).map(({ dataset, state }) => ({ dataset, state })),
    ...orderOf(context),
    ...text,
    readsOnly: unchanged,
    usedLater: usedLater(unchanged, context),
    ...(harmless.length > 0 && { harmless }),
    ...(relabels && { relabels }),
    touches: [...[...group.uses.keys()].filter(name => mayChange(name, group)), ...group.definitions.keys()]
      .flatMap(variable => runtimeState(variable) ?? [])
      .filter((state, at, all) => all.indexOf(state) === at),
    ...(seeds.length > 0 && { seeds }),
    ...ownModules(context),
    fileReads: pathsOf(group, true),
    fileWrites: pathsOf(group, false),
    settings: settingsOf(group)
  };
}

/** The datasets whose data the node may make others share: what it gives, and what it takes and later nodes take, too. */
function sidesOf({ inputs, outputs, index, layout }: NodeContext): readonly Side[] {
  const before = layout.groups[index - 1]?.exit;
  const after = layout.groups[index]?.exit;
  const renewed = new Set(outputs.flatMap(({ names }) => names));
  const taken = inputs.flatMap(({ dataset, names }) =>
    dataset !== undefined && names.some(name => !renewed.has(name) && (layout.traffic.lastTaken.get(name) ?? -1) > index)
      ? [{ dataset, bindings: names.map(name => before?.get(name)), isGiven: false }]
      : []
  );
  return [...outputs.map(({ dataset, names }) => ({ dataset, bindings: names.map(name => after?.get(name)), isGiven: true })), ...taken];
}

/** Libraries may change what they keep for themselves wherever they use it; options change only where that is asked for. */
const mayChange = (name: string, { cells }: GroupEffects): boolean =>
  !name.startsWith('·option.') && cells.some(({ uses }) => uses.some(use => use.name === name && use.rule !== 'goes-by'));

/** Generators that the group sets to what the notebook says. */
function seededIn({ cells }: GroupEffects): readonly string[] {
  const names = cells.flatMap(({ definitions }) => definitions.filter(({ name, rule }) => name.startsWith('·rng.') && rule !== 'draw').map(({ name }) => name));
  return [...new Set(names.flatMap(name => runtimeState(name) ?? []))];
}

/** Members of the node's inputs that it leaves as they are. */
function unchangedNames({ group, inputs, shared }: NodeContext): readonly string[] {
  const given = inputs.flatMap(({ names }) => names);
  return given.filter(name => isLeftAlone(group, name, shared.analysis));
}

/** Those of the names that some later node takes with the same value. */
function usedLater(names: readonly string[], { group, index, layout }: NodeContext): readonly string[] {
  return names.filter(name => (layout.traffic.lastTaken.get(name) ?? -1) > index && !group.definitions.has(name));
}

function pathsOf(group: GroupEffects, reads: boolean): readonly string[] {
  const paths = group.files.filter(({ mode }) => (reads ? mode !== 'write' && mode !== 'remove' : mode !== 'read' && mode !== 'list')).map(({ path }) => path);
  return [...new Set(paths)].sort();
}

/** Order datasets: a node that others must follow gives one, and so does a node that would give nothing else. */
function orderOf({ name, index, layout, names, outputs }: NodeContext): { readonly filesIn: readonly string[]; readonly filesOut?: string } {
  const filesIn = (layout.order.before.get(index) ?? []).flatMap(from => names[from] ?? []).map(orderDataset);
  const isAwaited = (layout.order.after.get(index) ?? []).some(to => names[to] !== undefined);
  const givesNothing = outputs.length + (layout.states.stateOut[index] ?? []).length === 0;
  return isAwaited || givesNothing ? { filesIn, filesOut: orderDataset(name) } : { filesIn };
}

function nodeText(context: NodeContext): Pick<PipelineNode, 'restated' | 'body' | 'types' | 'declares' | 'runtime' | 'usesHelpers' | 'usesImports'> {
  const { group, shared, options } = context;
  const { analysis, language, movables } = shared;
  const { bound } = shared.overview;
  const isScript = context.causes.length > 0;
  const names = new Set<string>();
  const declares = new Set<string>();
  const kept: string[] = [];
  const noteDeclared = (statements: readonly Statement[]) => statements.forEach(statement => statement.declares?.names.forEach(name => declares.add(name)));
  const runtime = new Set<string>();
  const paths = { imports: movables.imports, isBuiltin: (read: string) => language.builtins.has(read) && !bound.has(read) };
  const taken = takenBeside(bound);
  context.inputs.flatMap(({ takes }) => takes).forEach(name => taken.add(name));
  // What a star import binds only its module knows: nothing that begins with an underscore.
  const isOpen = context.causes.some(({ rule }) => rule === 'star-import');
  const own = (name: string) => unique(isOpen ? `_${name}` : name, taken);
  const [show, echo] = [own(added.show), own(added.echo)];
  const restated: TextPiece[] = context.restated.flatMap(({ cell, statement }) => {
    const source = analysis.cells[cell];
    if (!source) return [];
    namesIn(source, [statement]).forEach(read => names.add(read));
    noteDeclared([statement]);
    return [statementText(source, statement, isScript)];
  });
  const body = group.cells.flatMap((cell, at) => {
    const number = group.group.cells[at] ?? -1;
    const moved = movedStatements(cell.facts.statements, number, { shared, options });
    const left = remaining(cell.facts.statements, number, { shared, options });
    noteDeclared(left);
    namesIn(cell, left).forEach(read => names.add(read));
    cell.named.forEach(read => names.add(read));
    cell.facts.runtime.forEach(used => runtime.add(used));
    const shown = cell.facts.completion ? unique(added.shown, taken) : '';
    if (shown !== '') kept.push(shown);
    const pieces = remainingText(cell, moved, { language, show, shown, echo, paths, isScript });
    for (const [name, used] of Object.entries({ show, echo }))
      if (pieces.some(({ text }) => new RegExp(`\\b${used}\\(`).test(text))) runtime.add(used === name ? name : `${name} as ${used}`);
    return cell.goesOn && cell !== group.cells.at(-1) ? pausing(pieces) : pieces;
  });
  codeReceived(context).forEach(read => names.add(read));
  if (group.dynamic) [...movables.imports.keys(), ...movables.helpers.keys()].filter(name => group.exit.has(name)).forEach(name => names.add(name));
  const declared = [...(isScript ? declares : []), ...kept, ...undeclared(context)];
  const takes = context.inputs.flatMap(input => input.takes);
  runtimeIn(names, movables, takes).forEach(used => runtime.add(used));
  const types = [...new Set([...takes, ...declared])].flatMap(name => {
    const type = shared.types(name);
    return type ? [{ name, ...type }] : [];
  });
  types.forEach(({ mentions }) => mentions.forEach(mention => names.add(mention)));
  const { imports, helpers } = split(names, movables);
  return {
    restated,
    body,
    types: Object.fromEntries(types.map(({ name, text }) => [name, text])),
    declares: declared,
    runtime: [...runtime].sort(),
    usesHelpers: helpers,
    usesImports: imports
  };
}

/** The text of a cell that leaves work under way. */
const pausing = (pieces: readonly TextPiece[]): readonly TextPiece[] =>
  pieces.map((piece, at) => (at === pieces.length - 1 ? { ...piece, pauses: true } : piece));

/** Names that the group binds and none of its cells declares: another one did. */
function undeclared({ group, inputs, outputs, shared: { movables } }: NodeContext): readonly string[] {
  if (!group.cells.some(({ facts }) => facts.declared)) return [];
  const known = new Set([
    ...group.cells.flatMap(({ facts }) => facts.declared ?? []),
    ...inputs.flatMap(({ takes }) => takes),
    ...movables.imports.keys(),
    ...movables.helpers.keys()
  ]);
  const bound = [...group.definitions.keys(), ...outputs.flatMap(({ names }) => names)];
  return [...new Set(bound)].filter(name => !isImplicit(name) && !known.has(name));
}

/** Names that functions and classes read which come to a script by value: its namespace must have them. */
function codeReceived({ group, inputs, shared, causes }: NodeContext): readonly string[] {
  const { analysis } = shared;
  const at = (group.group.cells[0] ?? 0) - 1;
  const exit = analysis.exit(at);
  if (causes.length === 0) return [];
  const names = inputs.flatMap(input => input.names);
  return names.flatMap(name => broughtAlong(at, exit, name, shared).flatMap(loc => freeNames(loc, shared)));
}

function settingsOf({ settings }: GroupEffects): PipelineNode['settings'] {
  const { retries, timeout, resources, image, env, secrets, cache, metrics, description } = settings;
  const given = { retries, timeout, resources, image, env, secrets, cache, metrics, description };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
