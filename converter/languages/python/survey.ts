import { childrenOf } from './syntax/children.js';
import { is, type Nodes, type SyntaxNode } from './syntax/nodes.js';

/** Deeper trees are not analysed: everything that walks them does so recursively. Python itself gives up far below. */
const deepest = 400;

/** What one look over the whole tree tells. */
export interface Survey {
  readonly isTooDeep: boolean;
  /** Lines (0-based) that begin inside a string: indenting them would change it. */
  readonly fixedLines: readonly number[];
}

export function survey(tree: Nodes['Module'], text: string): Survey {
  const strings: SyntaxNode[] = [];
  const nodes: SyntaxNode[] = [tree];
  const depths = [1];
  let depth = 0;
  for (let node = nodes.pop(); node && depth <= deepest; node = nodes.pop()) {
    const level = depths.pop() ?? 0;
    depth = Math.max(depth, level);
    // The parts of an f-string lie inside it, but they may be deep.
    if (is(node, 'String') || is(node, 'FormatString')) strings.push(node);
    for (const child of childrenOf(node)) {
      nodes.push(child);
      depths.push(level + 1);
    }
  }
  return { isTooDeep: depth > deepest, fixedLines: linesInside(strings, text) };
}

function linesInside(strings: readonly SyntaxNode[], text: string): readonly number[] {
  const broken = strings.filter(({ start, length }) => text.slice(start, start + length).includes('\n')).sort((a, b) => a.start - b.start);
  const lines = new Set<number>();
  let line = 0;
  let at = 0;
  for (const { start, length } of broken) {
    for (; at < start; at++) if (text[at] === '\n') line++;
    for (; at < start + length; at++) if (text[at] === '\n') lines.add(++line);
  }
  return [...lines];
}
