import { getChildNodes } from '@zzzen/pyright-internal/dist/parser/parseTreeUtils.js';
import { is, type SyntaxNode } from './nodes.js';

/** The nodes directly below, in the order of the text. What quoted annotations say is text, not code. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  if (is(node, 'StringList')) return node.d.strings;
  return getChildNodes(node).filter(child => child !== undefined);
}
