import type { Flow, Value } from '../../language.js';
import { mayAct } from '../../walk.js';
import { many, one, type SyntaxNode } from '../syntax/nodes.js';
import { collect, evaluate, keep, spanOf, type Context } from './context.js';
import { awaited, elementOf, valueOf } from './expressions.js';
import { truthOf } from './operators.js';
import { assign } from './patterns.js';
import { runBlock, runStatement } from './statements.js';

function test(node: SyntaxNode | undefined, context: Context): void {
  if (node) evaluate(truthOf(valueOf(node, context), spanOf(node)), spanOf(node), context);
}

const statement = (node: SyntaxNode | undefined, context: Context): readonly Flow[] => collect(context, inner => node && runStatement(node, inner));

export function runIf(node: SyntaxNode, context: Context): void {
  test(one(node, 'test'), context);
  context.out.push({ kind: 'branch', arms: [statement(one(node, 'consequent'), context), statement(one(node, 'alternate'), context)], span: spanOf(node) });
}

export function runWhile(node: SyntaxNode, context: Context): void {
  test(one(node, 'test'), context);
  context.out.push({ kind: 'loop', body: collect(context, inner => passes(node, inner)), span: spanOf(node) });
}

/** The body and what is tested before the next pass. */
function passes(node: SyntaxNode, context: Context): void {
  const body = one(node, 'body');
  if (body) runStatement(body, context);
  const update = one(node, 'update');
  if (update) evaluate(valueOf(update, context), spanOf(update), context);
  test(one(node, 'test'), context);
}

/** The first pass is sure to begin. */
export function runDoWhile(node: SyntaxNode, context: Context): void {
  const body = collect(context, inner => passes(node, inner));
  const span = spanOf(node);
  context.out.push({ kind: 'begin', body, span }, { kind: 'loop', body, span });
}

export function runFor(node: SyntaxNode, context: Context): void {
  const init = one(node, 'init');
  if (init?.type === 'VariableDeclaration') runStatement(init, context);
  else if (init) evaluate(valueOf(init, context), spanOf(init), context);
  runWhile(node, context);
}

/** `for (x of y)`, `for await`, `for (k in o)`: keys are texts. */
export function runForOf(node: SyntaxNode, context: Context): void {
  const [left, right] = [one(node, 'left'), one(node, 'right')];
  if (!left || !right) return;
  const span = spanOf(right);
  const iterated = keep(valueOf(right, context), span, context);
  const body = collect(context, inner => {
    const element = elementOf(iterated, spanOf(left));
    const value: Value = node.type === 'ForInStatement' ? { kind: 'scalar', type: 'str' } : node['await'] === true ? awaited(element, span) : element;
    if (left.type !== 'VariableDeclaration') assign(left, value, inner);
    for (const each of left.type === 'VariableDeclaration' ? many(left, 'declarations') : []) {
      const id = one(each, 'id');
      if (id) assign(id, value, inner);
    }
    const text = one(node, 'body');
    if (text) runStatement(text, inner);
  });
  context.out.push({ kind: 'loop', body, span: spanOf(node) });
}

/** Cases run from where one matches to the next sure end; any of them may end early. */
export function runSwitch(node: SyntaxNode, context: Context): void {
  const discriminant = one(node, 'discriminant');
  const span = spanOf(node);
  if (discriminant) evaluate(valueOf(discriminant, context), spanOf(discriminant), context);
  const cases = many(node, 'cases');
  for (const each of cases) {
    const tested = one(each, 'test');
    const value = tested && valueOf(tested, context);
    if (value && mayAct(value)) context.out.push({ kind: 'branch', arms: [[{ kind: 'evaluate', value, span }], []], span });
    else if (value) evaluate(value, span, context);
  }
  const texts = cases.map(each => collect(context, inner => runBlock(many(each, 'consequent'), inner)));
  const ends = cases.map(each => endsSurely(many(each, 'consequent')));
  const arms = texts.map((_, from) => {
    const end = ends.findIndex((isEnd, at) => isEnd && at >= from);
    return texts.slice(from, end < 0 ? undefined : end + 1).flatMap((flow, at) => wrapped(flow, cases[from + at], span));
  });
  const hasDefault = cases.some(each => !one(each, 'test'));
  context.out.push({ kind: 'branch', arms: hasDefault ? arms : [...arms, []], span });
}

const endsSurely = (nodes: readonly SyntaxNode[]): boolean =>
  nodes.some(node => /^(Break|Return|Throw|Continue)Statement$/.test(node.type) || (node.type === 'BlockStatement' && endsSurely(many(node, 'body'))));

/** A `break` inside another statement ends the case somewhere. */
function wrapped(flow: readonly Flow[], node: SyntaxNode | undefined, span: Flow['span']): readonly Flow[] {
  const isEarly = node !== undefined && many(node, 'consequent').some(each => each.type !== 'BreakStatement' && breaks(each));
  return isEarly && flow.length > 0 ? [{ kind: 'begin', body: flow, span }] : flow;
}

/** A `break` that is not at the end of its block; those of loops inside count, too, which is only less exact. */
function breaks(node: SyntaxNode): boolean {
  if (node.type === 'BreakStatement') return true;
  if (node.type === 'BlockStatement')
    return (
      many(node, 'body').slice(0, -1).some(breaks) ||
      many(node, 'body')
        .slice(-1)
        .some(each => each.type !== 'BreakStatement' && breaks(each))
    );
  const inner = ['consequent', 'alternate', 'body', 'block', 'finalizer', 'handler'].flatMap(field => one(node, field) ?? []);
  return inner.some(each => each.type === 'BreakStatement' || breaks(each));
}

/** `label: { … break label; … }`. */
export function runLabeled(node: SyntaxNode, context: Context): void {
  const body = one(node, 'body');
  if (!body) return;
  if (/^(For|While|DoWhile)/.test(body.type)) return runStatement(body, context);
  context.out.push({ kind: 'begin', body: collect(context, inner => runStatement(body, inner)), span: spanOf(node) });
}
