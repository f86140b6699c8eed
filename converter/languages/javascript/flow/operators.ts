import type { Flow, Value } from '../../language.js';
import { mayAct } from '../../walk.js';
import type { Span } from '../../../source/span.js';
import { freshTemp, textValue, writeTo, type Context } from './context.js';

type How = Extract<Value, { kind: 'operate' }>['how'];

const hows: { readonly [symbol: string]: How } = {
  '==': 'identity',
  '!=': 'identity',
  '===': 'identity',
  '!==': 'identity',
  '<': 'compare',
  '<=': 'compare',
  '>': 'compare',
  '>=': 'compare',
  in: 'truth',
  instanceof: 'truth',
  typeof: 'truth',
  '!': 'truth'
};

export const operation = (operator: string, of: readonly Value[], span: Span): Value => ({
  kind: 'operate',
  how: hows[operator] ?? 'arithmetic',
  operator,
  of,
  span
});

/** What a condition looks at; truth runs no code in JavaScript. */
export const truthOf = (value: Value, span: Span): Value =>
  value.kind === 'scalar' || (value.kind === 'operate' && value.how !== 'arithmetic')
    ? value
    : { kind: 'operate', how: 'truth', operator: 'bool', of: [value], span };

/** A value that may be left unevaluated: the right side of `&&`, what follows `?.`. */
export function maybeValue(value: Value, span: Span, context: Context): Value {
  if (!mayAct(value)) return value;
  const temp = freshTemp(span, context);
  return { kind: 'do', flow: [{ kind: 'branch', arms: [[writeTo(temp, value)], []], span }], value: temp };
}

/** Exactly one of two values. */
export function either(values: readonly [Value, Value], span: Span, context: Context): Value {
  if (!values.some(mayAct)) return { kind: 'choice', of: values, isOpen: true };
  const temp = freshTemp(span, context);
  return { kind: 'do', flow: [{ kind: 'branch', arms: values.map((value): readonly Flow[] => [writeTo(temp, value)]), span }], value: temp };
}

type Part = string | Value;

/** A string of pieces and values; a literal where all are. */
export function textOf(parts: readonly Part[], span: Span): Value {
  const joined: Part[] = [];
  for (const part of parts) {
    const plain = typeof part !== 'string' && part.kind === 'scalar' && typeof part.literal === 'string' ? part.literal : part;
    const last = joined.at(-1);
    if (typeof plain === 'string' && typeof last === 'string') joined[joined.length - 1] = last + plain;
    else if (plain !== '') joined.push(plain);
  }
  const [only = ''] = joined;
  return joined.length <= 1 && typeof only === 'string' ? textValue(only) : { kind: 'text', parts: joined, span };
}

/** `+` where one side is surely a string. */
export function joinedText(left: Value, right: Value, span: Span): Value | undefined {
  return isText(left) || isText(right) ? textOf([...partsOf(left), ...partsOf(right)], span) : undefined;
}

const isText = (value: Value): boolean => value.kind === 'text' || (value.kind === 'scalar' && typeof value.literal === 'string');

const partsOf = (value: Value): readonly Part[] => (value.kind === 'text' ? value.parts : [value]);
