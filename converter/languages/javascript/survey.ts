import { childrenOf, type SyntaxNode } from './syntax/nodes.js';

/** Deeper trees are not analysed: everything that walks them does so recursively. */
const deepest = 400;

/** What one look over the whole tree tells. */
export interface Survey {
  readonly isTooDeep: boolean;
  /** Lines (0-based) that begin inside a template literal: indenting them would change it. */
  readonly fixedLines: readonly number[];
}

export function survey(tree: SyntaxNode, text: string): Survey {
  const templates: SyntaxNode[] = [];
  const nodes: SyntaxNode[] = [tree];
  const depths = [1];
  let depth = 0;
  for (let node = nodes.pop(); node && depth <= deepest; node = nodes.pop()) {
    const level = depths.pop() ?? 0;
    depth = Math.max(depth, level);
    if (node.type === 'TemplateElement' || node.type === 'JSXText' || (node.type === 'Literal' && typeof node['value'] === 'string')) templates.push(node);
    for (const child of childrenOf(node)) {
      nodes.push(child);
      depths.push(level + 1);
    }
  }
  return { isTooDeep: depth > deepest, fixedLines: linesInside(templates, text) };
}

function linesInside(nodes: readonly SyntaxNode[], text: string): readonly number[] {
  const broken = nodes.filter(({ start, end }) => text.slice(start, end).includes('\n')).sort((a, b) => a.start - b.start);
  const lines = new Set<number>();
  let line = 0;
  let at = 0;
  for (const { start, end } of broken) {
    for (; at < start; at++) if (text[at] === '\n') line++;
    for (; at < end; at++) if (text[at] === '\n') lines.add(++line);
  }
  return [...lines];
}
