import type { Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { many, nameOf, one, plain, type SyntaxNode } from '../syntax/nodes.js';
import { callOf, known, nameIn, nothing, readName, spanOf, type Context } from './context.js';
import { superValue } from './classes.js';
import { argumentsOf, valueOf } from './expressions.js';
import { libraryOf } from './imports.js';

/** Calls of any kind: functions, `new`, `super(…)`, `require('…')`. */
export function callValue(node: SyntaxNode, context: Context): Value {
  const callee = one(node, 'callee');
  const span = spanOf(node);
  if (!callee) return nothing;
  const inner = plain(callee);
  if (inner.type === 'Super') return superCall(node, span, context);
  if (inner.type === 'Import') return importValue(many(node, 'arguments')[0], span, context);
  if (isRequire(inner, context)) return requireValue(node, span, context);
  if (inner.type === 'MemberExpression' && one(inner, 'object')?.type === 'Super') return superMethod(node, inner, context);
  const args = argumentsOf(node, context);
  return { kind: 'call', callee: valueOf(callee, context), args, ...(node.type === 'NewExpression' && { makes: true }), span };
}

/** `super(…)` in a constructor: the base's, then the fields of this class. */
function superCall(node: SyntaxNode, span: Span, context: Context): Value {
  const callee: Value = { kind: 'part', of: superValue(span, context), how: 'attribute', key: 'constructor', span };
  const call: Value = { kind: 'call', callee, args: argumentsOf(node, context), span };
  const flow: Context['out'] = [{ kind: 'evaluate', value: call, span }];
  context.fields?.({ ...context, out: flow });
  return { kind: 'do', flow, value: readName('this', span, context) };
}

function superMethod(node: SyntaxNode, member: SyntaxNode, context: Context): Value {
  const span = spanOf(node);
  const property = one(member, 'property');
  const key = member['computed'] === true || !property ? '*' : nameOf(property);
  const callee: Value = { kind: 'part', of: superValue(span, context), how: 'attribute', key, span };
  return { kind: 'call', callee, args: argumentsOf(node, context), span };
}

const isRequire = (callee: SyntaxNode, context: Context): boolean =>
  callee.type === 'Identifier' &&
  nameOf(callee) === 'require' &&
  nameIn('require', context).scope === 'global' &&
  !context.cell.scopes.root.bound.has('require');

/** `require('…')`: the module itself; another path may name any file. */
function requireValue(node: SyntaxNode, span: Span, context: Context): Value {
  const [argument] = many(node, 'arguments');
  const module = argument && moduleName(argument);
  if (module !== undefined) return { kind: 'import', module: libraryOf(module), span };
  return callOf(known('javascript.require', span), argument ? [valueOf(argument, context)] : [], span);
}

/** `import('…')`: a promise of the module, which stands for the module itself. */
export function importValue(source: SyntaxNode | undefined, span: Span, context: Context): Value {
  const module = source && moduleName(source);
  if (module !== undefined) return { kind: 'import', module: libraryOf(module), span };
  return callOf(known('javascript.import', span), source ? [valueOf(source, context)] : [], span);
}

export function moduleName(source: SyntaxNode): string | undefined {
  const node = plain(source);
  const { value } = node;
  if (node.type === 'Literal' && typeof value === 'string') return value;
  const [only, ...more] = many(node, 'quasis');
  const { cooked } = (only?.['value'] ?? {}) as { cooked?: unknown };
  return node.type === 'TemplateLiteral' && more.length === 0 && typeof cooked === 'string' ? cooked : undefined;
}
