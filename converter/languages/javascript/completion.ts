import type { Edit } from '../../source/edits.js';
import type { CellFacts } from '../language.js';
import { childrenOf, isClass, isFunction, many, one, type SyntaxNode } from './syntax/nodes.js';

/** Statements that have a value of their own, `undefined` where nothing in them gives one. */
const compound = /^(?:If|For|ForIn|ForOf|While|DoWhile|Switch|Try|With|Labeled)Statement$/;
const loop = /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/;
const jump = /^(?:Break|Continue)Statement$/;

/** The statement whose value a piece of code has: the last that is not empty, as declarations are, `;`, and blocks of nothing else. */
export const lastValued = (nodes: readonly SyntaxNode[]): SyntaxNode | undefined =>
  nodes.findLast(node => node.type === 'ExpressionStatement' || compound.test(node.type) || (isBlock(node) && lastValued(many(node, 'body')) !== undefined));

const isBlock = ({ type }: SyntaxNode): boolean => type === 'BlockStatement';

/** Edits that keep a statement's value, where that is more than one expression; absent where it is surely `undefined`. */
export function completionOf(node: SyntaxNode, isSilent: (expression: SyntaxNode) => boolean): CellFacts['completion'] {
  if (!isBlock(node) && !compound.test(node.type)) return undefined;
  const kept: SyntaxNode[] = [];
  const edits: Edit[] = [];
  visit(node, { kept, edits, resets: false, inList: true });
  const expressions = kept.flatMap(each => one(each, 'expression') ?? []);
  if (expressions.every(isSilent)) return undefined;
  return { span: { from: node.start, to: node.end }, edits: [...edits, ...kept.flatMap(keep)] };
}

interface Visit {
  readonly kept: SyntaxNode[];
  readonly edits: Edit[];
  /** A value of what ran before may still be there. */
  readonly resets: boolean;
  /** Stands where another statement can be put before it. */
  readonly inList: boolean;
}

/** Those statements of a list that may be its last: what follows is empty, or they may leave it. */
function visitList(nodes: readonly SyntaxNode[], context: Visit): void {
  let isLast = true;
  let resets = context.resets;
  const found: SyntaxNode[] = [];
  for (const node of [...nodes].reverse()) {
    const isValued = lastValued([node]) !== undefined;
    const isLeft = leaves(node);
    if (isLast || isLeft) found.push(node);
    // What is not the last statement in any case leaves a value that is not that of the list.
    if (isLeft && !jump.test(node.type)) resets = true;
    if (isValued) isLast = false;
    // A block that is left before it has a value of its own leaves that of what stands before it.
    if (isLeft && (isBlock(node) || !isValued)) isLast = true;
  }
  for (const node of found) visit(node, { ...context, resets, inList: true });
}

function visit(node: SyntaxNode, context: Visit): void {
  if (isBlock(node)) return visitList(many(node, 'body'), context);
  if (node.type === 'ExpressionStatement') return void context.kept.push(node);
  if (!compound.test(node.type)) return;
  if (context.resets) reset(node, context);
  const inner: Visit = { ...context, resets: loop.test(node.type), inList: false };
  for (const field of ['body', 'block', 'consequent', 'alternate']) {
    const part = one(node, field);
    if (part) visit(part, inner);
  }
  const caught = one(one(node, 'handler') ?? node, 'body');
  if (node.type === 'TryStatement' && caught) {
    // What ran before it threw may have left a value behind.
    if (lastValued(many(caught, 'body'))?.type !== 'ExpressionStatement') context.edits.push(insert(caught.start + 1, ' · = undefined;'));
    visit(caught, inner);
  }
  visitList(
    many(node, 'cases').flatMap(each => many(each, 'consequent')),
    inner
  );
}

const insert = (at: number, text: string): Edit => ({ from: at, to: at, text });

function keep(node: SyntaxNode): readonly Edit[] {
  const expression = one(node, 'expression');
  if (expression?.type !== 'SequenceExpression') return [insert(node.start, '· = ')];
  return [insert(node.start, '· = ('), insert(expression.end, ')')];
}

/** Statements that do nothing have the value `undefined`, not that of an earlier one. */
function reset(node: SyntaxNode, { edits, inList }: Visit): void {
  edits.push(insert(node.start, inList ? '· = undefined; ' : '{ · = undefined; '));
  if (!inList) edits.push(insert(node.end, ' }'));
}

/** Whether a jump in the statement may end what the statement stands in. */
function leaves(node: SyntaxNode, inLoop = false, inSwitch = false): boolean {
  if (jump.test(node.type)) return one(node, 'label') !== undefined || !(inLoop || (inSwitch && node.type === 'BreakStatement'));
  if (isFunction(node) || isClass(node)) return false;
  return childrenOf(node).some(child => leaves(child, inLoop || loop.test(node.type), inSwitch || node.type === 'SwitchStatement'));
}
