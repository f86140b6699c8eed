import type { Flow, Statement } from '../language.js';
import { walkFlow } from '../walk.js';
import { isFunctionStatement, runStatement } from './flow/statements.js';
import { hasPrivate, isPlainData, runsWhenMade } from './flow/classes.js';
import { nothing, spanOf, type Context } from './flow/context.js';
import { noteAwaitedImport, noteRequire, noteTypes } from './flow/imports.js';
import { declarationOf } from './declares.js';
import { typesIn } from './mentions.js';
import { exported, isErased, many, nameOf, one, type SyntaxNode } from './syntax/nodes.js';
import { membersOf } from './syntax/scopes.js';

const kinds: { readonly [type: string]: Statement['kind'] } = {
  ImportDeclaration: 'import',
  TSImportEqualsDeclaration: 'import',
  FunctionDeclaration: 'function',
  ClassDeclaration: 'class',
  TSEnumDeclaration: 'class',
  VariableDeclaration: 'assignment',
  ExpressionStatement: 'expression',
  TSInterfaceDeclaration: 'type',
  TSTypeAliasDeclaration: 'type'
};

/** What the statements do in the order in which they run (functions are there from the start), and each for itself in the order of the text. */
export function readStatements(nodes: readonly SyntaxNode[], context: Context): { readonly statements: readonly Statement[]; readonly flow: readonly Flow[] } {
  const { text } = context.cell;
  const order = [...nodes.filter(isFunctionStatement), ...nodes.filter(node => !isFunctionStatement(node))];
  const flows = new Map(order.map(node => [node, flowOf(node, context)] as const));
  const statements = nodes.flatMap((node): readonly Statement[] => {
    const kind = kindOf(node, context);
    if (kind === undefined) return [];
    const flow = flows.get(node) ?? [];
    const declares = context.cell.isShared ? undefined : declarationOf(node, text);
    const mentions = typesIn(node);
    const binds = kind === 'type' ? [nameOf(one(exported(node), 'id'))] : [...globalsBound(flow), ...typesBound(node, context)];
    return [
      {
        kind,
        span: spanOf(node),
        binds,
        flow,
        ...(declares && { declares }),
        ...(hides(exported(node)) && { hides: true }),
        ...(mentions.length > 0 && { mentions })
      }
    ];
  });
  return { statements, flow: [...hoisted(nodes, context), ...order.flatMap(node => flows.get(node) ?? [])] };
}

/** `var` in any block is there from the start, without a value. */
function hoisted(nodes: readonly SyntaxNode[], { cell }: Context): readonly Flow[] {
  const [first] = nodes;
  if (!first) return [];
  const names = [...cell.scopes.root.bound].filter(([, kind]) => kind === 'var').map(([name]) => name);
  return names.map(name => ({ kind: 'write', name: { scope: 'global', name }, value: nothing, initial: true, span: spanOf(first) }));
}

const hides = (node: SyntaxNode): boolean => node.type === 'ClassDeclaration' && hasPrivate(node, true);

function flowOf(node: SyntaxNode, context: Context): readonly Flow[] {
  const flow: Flow[] = [];
  runStatement(node, { ...context, out: flow });
  return flow;
}

function kindOf(node: SyntaxNode, context: Context): Statement['kind'] | undefined {
  const inner = exported(node);
  if (inner.type === 'EmptyStatement') return undefined;
  const kind = kinds[inner.type] ?? 'other';
  if (inner.type === 'ClassDeclaration' && runsWhenMade(inner)) return 'other';
  if (inner.type === 'TSEnumDeclaration' && !membersOf(inner).every(member => isPlainData(one(member, 'initializer'), ''))) return 'other';
  if (kind === 'assignment' && (noteRequire(inner, context) || noteAwaitedImport(inner, context))) return 'import';
  return kind === 'type' || !isErased(node) ? kind : kind === 'import' ? kind : 'other';
}

/** Names that an import binds for types only. */
function typesBound(node: SyntaxNode, context: Context): readonly string[] {
  if (node.type !== 'ImportDeclaration') return [];
  if (isErased(node)) return noteTypes(node, context);
  return many(node, 'specifiers').flatMap(each => (each['importKind'] === 'type' ? nameOf(one(each, 'local')) : []));
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
