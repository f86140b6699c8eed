import { getChildNodes } from '@zzzen/pyright-internal/dist/parser/parseTreeUtils.js';
import { is, type Nodes, type SyntaxNode } from './syntax/nodes.js';

/** Lines (0-based) that begin inside a string: indenting them would change it. */
export function fixedLines(tree: Nodes['Module'], text: string): readonly number[] {
  if (!text.includes('\n')) return [];
  const strings = stringsIn(tree).filter(({ start, length }) => text.slice(start, start + length).includes('\n'));
  if (strings.length === 0) return [];
  const lines = new Set<number>();
  let line = 0;
  let at = 0;
  for (const { start, length } of [...strings].sort((a, b) => a.start - b.start)) {
    for (; at < start; at++) if (text[at] === '\n') line++;
    for (; at < start + length; at++) if (text[at] === '\n') lines.add(++line);
  }
  return [...lines];
}

function stringsIn(tree: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const queue: SyntaxNode[] = [tree];
  for (let node = queue.pop(); node; node = queue.pop()) {
    // The parts of an f-string lie inside it.
    if (is(node, 'String') || is(node, 'FormatString')) found.push(node);
    else for (const child of getChildNodes(node)) if (child) queue.push(child);
  }
  return found;
}
