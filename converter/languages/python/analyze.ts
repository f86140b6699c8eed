import { syntaxError, tooDeep } from '../../diagnostics/messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { noFacts } from '../facts.js';
import type { CellFacts, CellText, Import } from '../language.js';
import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';
import { check } from './checks.js';
import { explained } from './complaints.js';
import { literalAssignments } from './literals.js';
import type { CellState, Context } from './flow/context.js';
import { prepare } from './prepare.js';
import type { Prepared } from './prepared.js';
import { endOfResult, trailingExpression, tupleBrackets } from './result.js';
import { classReasons, deletionReasons, findReasons } from './rungs.js';
import { parse } from './syntax/parse.js';
import { survey } from './survey.js';
import { findScopes, type Scope } from './syntax/scopes.js';
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
  const statements = readStatements(nodes, context);
  const flow = statements.flatMap(statement => statement.flow);
  const bodies = [...state.bodies.values()];
  const result = trailingExpression(prepared.tail === undefined ? nodes : nodes.slice(0, -1), prepared, state.imports);
  const shown = result && spanOf(result.start, endOfResult(result, text));
  const brackets = result && shown ? tupleBrackets(result, cell.source, shown) : [];
  const isCaptured = prepared.tail !== undefined;

  return {
    flow,
    bodies: Object.fromEntries(state.bodies),
    statements,
    imports: state.imports,
    literals: literalAssignments(nodes, context),
    rungs: [...prepared.rungs, ...state.rungs, ...findReasons(flow, bodies, root.bound), ...classReasons(bodies), ...deletionReasons(state.deletions, bodies)],
    edits: isCaptured ? [...prepared.edits, ...brackets, ...capturing(cell.source, prepared.tail, shown)] : [...prepared.edits, ...brackets],
    ...(shown && !isCaptured && { result: shown }),
    runtime: isCaptured ? [...prepared.runtime, 'show'] : prepared.runtime,
    fixedLines: found.fixedLines,
    diagnostics: [...prepared.diagnostics, ...errors]
  };
}

/** A captured cell shows its result itself, then stops capturing, all in lines of its own after the end. */
function capturing(source: string, tail: string, shown: Span | undefined): readonly Edit[] {
  const end = source.length;
  if (shown)
    return [
      { from: shown.from, to: shown.from, text: 'show(' },
      { from: shown.to, to: shown.to, text: ')' },
      { from: end, to: end, text: `\n${tail}` }
    ];
  // Replacing the last character ties the edit to the statement before it.
  const last = source.endsWith('\n') ? '' : source.slice(-1);
  return [{ from: end - last.length, to: end, text: `${last}\nshow(); ${tail}` }];
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
    counter: 0
  };
}
