import { isNode, many, nameOf, one, type SyntaxNode } from './syntax/nodes.js';

/** Names that the types in a piece of text mean. */
export function typesIn(tree: SyntaxNode): readonly string[] {
  const found = new Set<string>();
  const nodes = [tree];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const named = one(node, 'typeName') ?? one(node, 'exprName') ?? (node.type === 'TSExpressionWithTypeArguments' ? one(node, 'expression') : undefined);
    const name = named && leftmost(named);
    if (name !== undefined) found.add(name);
    for (const each of many(node, 'implements')) found.add(nameOf(one(each, 'expression')));
    pushBelow(node, nodes);
  }
  found.delete('');
  return [...found];
}

/** Adds the nodes directly below, types included. */
function pushBelow(node: SyntaxNode, found: SyntaxNode[]): void {
  for (const field in node) {
    if (field === 'parent') continue;
    const value = node[field];
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) found.push(each);
  }
}

function leftmost(node: SyntaxNode): string | undefined {
  let at = node;
  for (let left = one(at, 'left') ?? one(at, 'object'); left; left = one(at, 'left') ?? one(at, 'object')) at = left;
  return at.type === 'Identifier' ? nameOf(at) : undefined;
}
