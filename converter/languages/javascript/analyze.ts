import { openGroup, syntaxError, tooDeep } from '../../diagnostics/messages.js';
import { noFacts } from '../facts.js';
import type { CellFacts, CellText } from '../language.js';
import { spanOf, type CellState, type Context } from './flow/context.js';
import { exported, many, one, type SyntaxNode } from './syntax/nodes.js';
import { findScopes } from './syntax/scopes.js';
import { parse } from './syntax/parse.js';
import { completionOf, lastValued } from './completion.js';
import { findMagics } from './magics.js';
import { inlined } from './inline.js';
import { literalAssignments } from './literals.js';
import { findReasons } from './rungs.js';
import { consoleMethod, survey } from './survey.js';
import { readStatements } from './top.js';
import { typingsOf } from './typings/declared.js';

/** All that is known of a JavaScript or TypeScript cell from its text alone. */
export function analyze(cell: CellText): CellFacts {
  const { tree, complaint } = parse(cell.source);
  const magics = findMagics(cell, complaint !== undefined);
  if (magics.length > 0) return { ...noFacts, diagnostics: magics };
  if (complaint) return { ...noFacts, diagnostics: [syntaxError(complaint.message, { cell: cell.id, span: complaint.span })] };
  const found = tree && survey(tree, cell.source);
  if (!tree || !found || found.isTooDeep) return { ...noFacts, diagnostics: [tooDeep({ cell: cell.id, span: { from: 0, to: cell.source.length } })] };

  const isShared = /javascript|ijs/.test(cell.kernel ?? '');
  const nodes = many(tree, 'body');
  const scopes = findScopes(tree, isShared);
  const state: CellState = {
    id: cell.id,
    text: cell.source,
    scopes,
    sloppy: isShared,
    isShared,
    hasGlobalThis: !/tslab|jslab/.test(cell.kernel ?? ''),
    bodies: new Map(),
    inner: new Map(),
    ids: new Set(),
    imports: [],
    rungs: [],
    edits: new Map(),
    temps: new Map(),
    counter: 0
  };
  const context: Context = { cell: state, scope: scopes.root, nested: false, tries: 0, out: [] };
  const { statements, flow } = readStatements(nodes, context);
  const { result, completion } = valueOf(nodes, /tslab|jslab/.test(cell.kernel ?? ''));
  return {
    flow,
    bodies: Object.fromEntries(state.bodies),
    statements,
    imports: state.imports,
    literals: literalAssignments(nodes.map(exported), cell.source),
    ...(!isShared && { typings: typingsOf(nodes, cell.source) }),
    rungs: [...state.rungs, ...findReasons(flow, [...state.bodies.values()], scopes.root.bound)],
    edits: [...nodes.flatMap(inlined), ...state.edits.values()],
    declared: [...scopes.root.bound.keys()],
    ...(result && { result: { from: result.start, to: result.end } }),
    ...(completion && { completion }),
    runtime: [],
    fixedLines: found.fixedLines,
    diagnostics: found.openGroup ? [openGroup({ cell: cell.id, span: spanOf(found.openGroup) })] : []
  };
}

/** What the notebook shows of the last value; what surely is undefined is not shown. `isLast`: only an expression where nothing follows it. */
function valueOf(nodes: readonly SyntaxNode[], isLast: boolean): { readonly result?: SyntaxNode; readonly completion?: CellFacts['completion'] } {
  const last = isLast ? nodes.findLast(({ type }) => type !== 'EmptyStatement') : lastValued(nodes);
  if (last?.type !== 'ExpressionStatement') return isLast || !last ? {} : { completion: completionOf(last, isSilent) };
  const expression = one(last, 'expression');
  return expression && !isSilent(expression) ? { result: expression } : {};
}

/** Printing gives nothing. */
const isSilent = (node: SyntaxNode): boolean => consoleMethod(node) !== '';
