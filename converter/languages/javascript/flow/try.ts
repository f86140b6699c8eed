import type { Flow } from '../../language.js';
import { one, type SyntaxNode } from '../syntax/nodes.js';
import { collect, known, spanOf, type Context } from './context.js';
import { assign } from './patterns.js';
import { runStatement } from './statements.js';

/** Deeper down the body is told once, as something of which any beginning may run: each level above tells it twice. */
const mostCopied = 5;

/** Either all of the body, or any beginning of it and the handler; then `finally`. */
export function runTry(node: SyntaxNode, context: Context): void {
  const [block, handler, finalizer] = [one(node, 'block'), one(node, 'handler'), one(node, 'finalizer')];
  const span = spanOf(node);
  const inside = { ...context, tries: context.tries + 1 };
  const body = collect(inside, inner => block && runStatement(block, inner));
  if (!handler) context.out.push(...(finalizer ? [{ kind: 'begin', body, span } satisfies Flow] : body));
  else {
    const caught = collect(context, inner => runHandler(handler, inner));
    if (context.tries >= mostCopied) context.out.push({ kind: 'begin', body, span }, { kind: 'branch', arms: [caught, []], span });
    else context.out.push({ kind: 'branch', arms: [body, [{ kind: 'begin', body, span }, ...caught]], span });
  }
  if (finalizer) runStatement(finalizer, context);
}

function runHandler(node: SyntaxNode, context: Context): void {
  const scope = context.cell.scopes.of.get(node);
  const [param, body] = [one(node, 'param'), one(node, 'body')];
  const inner = { ...context, ...(scope && { scope }) };
  if (param) assign(param, known('javascript.exception', spanOf(param)), inner);
  if (body) runStatement(body, inner);
}
