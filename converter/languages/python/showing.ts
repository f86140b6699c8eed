import type { Showing } from '../showing.js';
import type { Span } from '../../source/span.js';
import { literalOf } from './literals.js';
import { is, type SyntaxNode } from './syntax/nodes.js';

/** IPython's `ast_node_interactivity`: which values a cell shows. */
const modes: ReadonlySet<string> = new Set(['all', 'last', 'last_expr', 'last_expr_or_assign', 'none']);

/** What a kernel does by itself: a cell shows its last statement if that is an expression. */
export const usual = 'last_expr';

const option = 'ast_node_interactivity';

/** `InteractiveShell.ast_node_interactivity = 'all'` among the top-level statements of a cell: from the next cell on. */
export function settingsIn(nodes: readonly SyntaxNode[], spanOf: (from: number, to: number) => Span): readonly Showing[] {
  return nodes.flatMap(node => {
    if (!is(node, 'Assignment') || !is(node.d.leftExpr, 'MemberAccess') || node.d.leftExpr.d.member.d.value !== option) return [];
    const by = holderOf(node.d.leftExpr.d.leftExpr);
    const mode = literalOf(node.d.rightExpr)?.value;
    return by && typeof mode === 'string' && modes.has(mode) ? [{ mode, by, span: spanOf(node.start, node.start + node.length) }] : [];
  });
}

/** `%config InteractiveShell.ast_node_interactivity = 'all'`. */
export function configured(line: string): string | undefined {
  const [, , mode = ''] = new RegExp(`^%config\\s+(?:ZMQ)?InteractiveShell\\.${option}\\s*=\\s*(['"])(\\w+)\\1\\s*$`).exec(line) ?? [];
  return modes.has(mode) ? mode : undefined;
}

/** The class of all shells, `get_ipython()` or `InteractiveShell.instance()`. */
function holderOf(node: SyntaxNode): Showing['by'] | undefined {
  if (isShellClass(node)) return 'class';
  if (!is(node, 'Call') || node.d.args.length > 0) return undefined;
  const { leftExpr } = node.d;
  const isInstance = is(leftExpr, 'MemberAccess') && leftExpr.d.member.d.value === 'instance' && isShellClass(leftExpr.d.leftExpr);
  return isInstance || (is(leftExpr, 'Name') && leftExpr.d.value === 'get_ipython') ? 'instance' : undefined;
}

const isShellClass = (node: SyntaxNode): boolean => is(node, 'Name') && node.d.value === 'InteractiveShell';
