import type { Flow, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { mayAct } from '../../walk.js';
import type { Context } from './context.js';

/** The parser's operator numbers as they are written. */
const symbols = [
  '+',
  '+=',
  '=',
  '&',
  '&=',
  '~',
  '|',
  '|=',
  '^',
  '^=',
  '/',
  '/=',
  '==',
  '//',
  '//=',
  '>',
  '>=',
  '<<',
  '<<=',
  '<>',
  '<',
  '<=',
  '@',
  '@=',
  '%',
  '%=',
  '*',
  '*=',
  '!=',
  '**',
  '**=',
  '>>',
  '>>=',
  '-',
  '-=',
  ':=',
  'and',
  'or',
  'not',
  'is',
  'is not',
  'in',
  'not in'
] as const;

export const symbolOf = (operator: number): string => symbols[operator] ?? '';

type How = Extract<Value, { kind: 'operate' }>['how'];

const comparisons: { readonly [symbol: string]: How } = {
  '==': 'compare',
  '!=': 'compare',
  '<>': 'compare',
  '<': 'compare',
  '<=': 'compare',
  '>': 'compare',
  '>=': 'compare',
  is: 'identity',
  'is not': 'identity',
  in: 'membership',
  'not in': 'membership',
  not: 'truth'
};

export const isComparison = (symbol: string): boolean => symbol !== 'not' && symbol in comparisons;

export const operation = (operator: string, of: readonly Value[], span: Span): Value => ({
  kind: 'operate',
  how: comparisons[operator] ?? 'arithmetic',
  operator,
  of,
  span
});

/** What a condition looks at: the truth of the value, unless it is a truth value anyway. */
export function truthOf(value: Value, span: Span): Value {
  if (value.kind === 'scalar' || (value.kind === 'operate' && (value.how === 'identity' || value.how === 'membership' || value.how === 'truth'))) return value;
  return { kind: 'operate', how: 'truth', operator: 'bool', of: [value], span };
}

/** A value of its own name, to be written by flow of the same expression. */
export function freshTemp(span: Span, { cell }: Context): Extract<Value, { kind: 'read' }> {
  return { kind: 'read', name: { scope: 'temp', name: `·${++cell.counter}` }, span };
}

export const writeTo = (temp: Extract<Value, { kind: 'read' }>, value: Value): Flow => ({ kind: 'write', name: temp.name, value, span: temp.span });

/** A value that may be left unevaluated: the right side of `and`, `or`, the tail of a chained comparison. */
export function maybeValue(value: Value, span: Span, context: Context): Value {
  if (!mayAct(value)) return value;
  const temp = freshTemp(span, context);
  return { kind: 'do', flow: [{ kind: 'branch', arms: [[writeTo(temp, value)], []], span }], value: temp };
}

/** Exactly one of two values. */
export function either(values: readonly [Value, Value], span: Span, context: Context): Value {
  if (!values.some(mayAct)) return { kind: 'choice', of: values, isOpen: true };
  const temp = freshTemp(span, context);
  return { kind: 'do', flow: [{ kind: 'branch', arms: values.map(value => [writeTo(temp, value)]), span }], value: temp };
}
