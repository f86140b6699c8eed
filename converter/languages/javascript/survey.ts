import { childrenOf, nameOf, one, type SyntaxNode } from './syntax/nodes.js';

/** Deeper trees are not analysed: everything that walks them does so recursively. */
const deepest = 400;

/** What one look over the whole tree tells. */
export interface Survey {
  readonly isTooDeep: boolean;
  /** Lines (0-based) that begin inside a template literal: indenting them would change it. */
  readonly fixedLines: readonly number[];
  /** A call of `console.group` or `console.groupEnd` without its partner. */
  readonly openGroup?: SyntaxNode;
}

export function survey(tree: SyntaxNode, text: string): Survey {
  const templates: SyntaxNode[] = [];
  const groups: SyntaxNode[] = [];
  const nodes: SyntaxNode[] = [tree];
  const depths = [1];
  let depth = 0;
  for (let node = nodes.pop(); node && depth <= deepest; node = nodes.pop()) {
    const level = depths.pop() ?? 0;
    depth = Math.max(depth, level);
    if (node.type === 'TemplateElement' || node.type === 'JSXText' || (node.type === 'Literal' && typeof node['value'] === 'string')) templates.push(node);
    if (node.type === 'CallExpression' && groupCalls.has(consoleMethod(node))) groups.push(node);
    for (const child of childrenOf(node)) {
      nodes.push(child);
      depths.push(level + 1);
    }
  }
  const ends = groups.filter(node => consoleMethod(node) === 'groupEnd');
  const [openGroup] = ends.length * 2 === groups.length ? [] : groups;
  return { isTooDeep: depth > deepest, fixedLines: linesInside(templates, text), ...(openGroup && { openGroup }) };
}

const groupCalls: ReadonlySet<string> = new Set(['group', 'groupCollapsed', 'groupEnd']);

/** `log` of `console.log(…)`; `''` for other calls. */
export function consoleMethod(node: SyntaxNode): string {
  const callee = node.type === 'CallExpression' ? one(node, 'callee') : undefined;
  const object = callee?.type === 'MemberExpression' ? one(callee, 'object') : undefined;
  return callee && object?.type === 'Identifier' && nameOf(object) === 'console' ? nameOf(one(callee, 'property')) : '';
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
