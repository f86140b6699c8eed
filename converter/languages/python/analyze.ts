import { syntaxError, tooDeep } from '../../diagnostics/messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { noFacts } from '../facts.js';
import type { CellFacts, CellText, Import } from '../language.js';
import { check } from './checks.js';
import { explained } from './complaints.js';
import { literalAssignments } from './literals.js';
import type { CellState, Context } from './flow/context.js';
import { prepare } from './prepare.js';
import type { Prepared } from './prepared.js';
import { shownOf } from './result.js';
import { settingsIn, usual } from './showing.js';
import { classReasons, deletionReasons, findReasons } from './rungs.js';
import { parse } from './syntax/parse.js';
import { survey } from './survey.js';
import { findScopes, type Scope } from './syntax/scopes.js';
import { shownText, withName } from './shows.js';
import { readStatements, topLevel } from './top.js';

/** All that is known of a Python cell from its text alone. */
export function analyze(cell: CellText, version?: string): CellFacts {
  const prepared = prepare(cell);
  const { text, spanOf } = prepared;
  const parsed = parse(text, version);
  const { tree } = parsed;
  const found = tree && survey(tree, text);
  if (!tree || !found || found.isTooDeep)
    return { ...noFacts, edits: prepared.edits, diagnostics: [...prepared.diagnostics, tooDeep({ cell: cell.id, span: { from: 0, to: cell.source.length } })] };

  const scopes = findScopes(tree);
  // A broken tree would be found fault with twice.
  const complaints = parsed.complaints.length > 0 ? parsed.complaints : check(tree, scopes, text);
  const errors: Diagnostic[] = explained(complaints, text).map(({ message, span }) =>
    syntaxError(message, { cell: cell.id, span: spanOf(span.from, span.to) })
  );
  const root = scopes.get(tree) as Scope;
  const nodes = topLevel(tree);
  const state = stateFor(cell, prepared, { scopes, futures: parsed.futures });
  const context: Context = { cell: state, scope: root, nested: false, tries: 0, out: [] };
  const isCaptured = prepared.tail !== undefined;
  const shown = shownOf(isCaptured ? nodes.slice(0, -1) : nodes, prepared, cell.showing ?? usual);
  const statements = withName(readStatements(nodes, context, shown.isEach), { name: shown.name, at: nodes.length - (isCaptured ? 2 : 1) }, context);
  const flow = statements.flatMap(statement => statement.flow);
  const bodies = [...state.bodies.values()];
  const { edits, result, others } = shownText(cell, shown, state, prepared);
  const showing = [...settingsIn(nodes, spanOf), ...prepared.showing].sort((one, other) => one.span.from - other.span.from);

  return {
    flow,
    bodies: Object.fromEntries(state.bodies),
    statements,
    imports: state.imports,
    literals: literalAssignments(nodes, context),
    rungs: [...prepared.rungs, ...state.rungs, ...findReasons(flow, bodies, root.bound), ...classReasons(bodies), ...deletionReasons(state.deletions, bodies)],
    edits: [...prepared.edits, ...edits],
    ...(!isCaptured && result && { result }),
    ...(!isCaptured && others.length > 0 && { shown: others }),
    ...(!isCaptured && shown.name && { shownName: shown.name.d.value }),
    ...(showing.length > 0 && { showing }),
    runtime: isCaptured ? [...prepared.runtime, 'show', ...(others.length > 0 ? ['echo'] : [])] : prepared.runtime,
    fixedLines: found.fixedLines,
    diagnostics: [...prepared.diagnostics, ...errors]
  };
}

function stateFor(
  cell: CellText,
  { text, spanOf, calls }: Prepared,
  { scopes, futures }: { readonly scopes: CellState['scopes']; readonly futures: ReadonlySet<string> }
): CellState {
  const imports: Import[] = [];
  return {
    id: cell.id,
    text,
    spanOf,
    scopes,
    runtime: calls,
    imports,
    annotationsAreText: futures.has('annotations') || (cell.futures ?? []).includes('annotations'),
    isModule: cell.isModule ?? false,
    bodies: new Map(),
    inner: new Map(),
    ids: new Set(),
    rungs: [],
    deletions: [],
    temps: new Map(),
    counter: 0,
    shown: []
  };
}
