import type { Flow, Statement } from '../language.js';
import { walkFlow } from '../walk.js';
import { runStatement } from './flow/statements.js';
import { spanOf, type Context } from './flow/context.js';
import { is, nameOf, type NodeName, type Nodes, type SyntaxNode } from './syntax/nodes.js';

const kinds: { readonly [Kind in NodeName]?: Statement['kind'] } = {
  Import: 'import',
  ImportFrom: 'import',
  Function: 'function',
  Class: 'class',
  Assignment: 'assignment',
  AugmentedAssignment: 'assignment',
  TypeAnnotation: 'assignment',
  TypeAlias: 'assignment',
  If: 'other',
  While: 'other',
  For: 'other',
  Try: 'other',
  With: 'other',
  Match: 'other',
  Del: 'other',
  Raise: 'other',
  Assert: 'other',
  Return: 'other',
  Global: 'other',
  Nonlocal: 'other',
  Pass: 'other',
  Break: 'other',
  Continue: 'other',
  Error: 'other'
};

/** The statements of a cell one by one, those that share a line included. */
export function topLevel(tree: Nodes['Module']): readonly SyntaxNode[] {
  return tree.d.statements.flatMap((statement): readonly SyntaxNode[] => (is(statement, 'StatementList') ? statement.d.statements : [statement]));
}

/** Reads the top-level statements in order; `showsEach` tells which of them show the expressions that stand alone in them. */
export function readStatements(nodes: readonly SyntaxNode[], context: Context, showsEach: (node: SyntaxNode) => boolean): readonly Statement[] {
  return nodes.map(node => {
    const flow: Flow[] = [];
    runStatement(node, { ...context, showsEach: showsEach(node), out: flow });
    return { kind: kinds[nameOf(node)] ?? 'expression', span: spanOf(node, context), binds: globalsBound(flow), flow };
  });
}

function globalsBound(flow: readonly Flow[]): readonly string[] {
  const names = new Set<string>();
  walkFlow(flow, {
    flow(each) {
      if (each.kind === 'write' && each.name.scope === 'global') names.add(each.name.name);
      if (each.kind === 'augment' && 'scope' in each.target && each.target.scope === 'global') names.add(each.target.name);
    }
  });
  return [...names];
}

export const isExpression = (node: SyntaxNode): boolean => kinds[nameOf(node)] === undefined;
