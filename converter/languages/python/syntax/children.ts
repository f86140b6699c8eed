import { getChildNodes } from '@zzzen/pyright-internal/dist/parser/parseTreeUtils.js';
import { is, type SyntaxNode } from './nodes.js';

/** The nodes directly below, in the order of the text. What quoted annotations say is text, not code. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (is(node, 'StringList')) return node.d.strings;
  const children = getChildNodes(node);
  return areAll(children) ? children : children.filter(child => child !== undefined);
}

const areAll = (children: readonly (SyntaxNode | undefined)[]): children is readonly SyntaxNode[] => !children.includes(undefined);
