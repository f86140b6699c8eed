import type { Flow, Value } from '../../language.js';
import type { Span } from '../../../source/span.js';
import { childrenOf, isClass, isErased, isFunction, many, nameOf, one, word, type SyntaxNode } from '../syntax/nodes.js';
import { functionValue, makeBody } from './bodies.js';
import { callOf, evaluate, freshTemp, known, nothing, readName, spanOf, writeTo, type Context } from './context.js';
import { valueOf } from './expressions.js';
import { keyOf, mutationOf, type KeyValue } from './members.js';
import { runBlock } from './statements.js';

/**
 * A class: methods are what it holds, fields are filled by its constructor, static fields and blocks run on the finished class.
 * `name` is what it will be called.
 */
export function classValue(node: SyntaxNode, name: string, context: Context): Value {
  const span = spanOf(node);
  const members = many(one(node, 'body') ?? node, 'body').filter(member => !isErased(member));
  const superClass = one(node, 'superClass');
  const decorators = many(node, 'decorators').flatMap(each => one(each, 'expression') ?? []);
  const base = superClass && valueOf(superClass, context);
  const body = makeBody(
    {
      kind: 'class',
      name: name === '' ? '<class>' : name,
      scope: context.scope,
      span,
      decorators: decorators.map(each => valueOf(each, context)),
      bases: base && base.kind !== 'scalar' ? [{ value: base }] : []
    },
    context,
    inner => {
      defineMembers({ members, isDerived: superClass !== undefined, name }, inner);
      if (hasPrivate(node, false) || hasPrivate(node, true)) write(privateKey, { kind: 'make', type: 'Object', holds: [], span }, span, inner);
    }
  );
  const code: Value = { kind: 'code', body, span };
  const statics = members.filter(member => isStaticText(member, name));
  if (statics.length === 0) return code;
  const temp = freshTemp(span, context);
  const flow: Flow[] = [writeTo(temp, code)];
  for (const member of statics) runStatic(member, temp, { ...context, owner: body, nested: true, out: flow });
  return { kind: 'do', flow, value: temp };
}

/** Tells of a class that its objects keep what no copy could have. */
export const privateKey = '·private';

/** Making the class runs code: a process that makes it again repeats what that does. */
export const runsWhenMade = (node: SyntaxNode): boolean =>
  many(one(node, 'body') ?? node, 'body').some(member => isStaticText(member, nameOf(one(node, 'id')))) || !isPlainData(one(node, 'superClass'), '');

/** Static blocks, and static fields that are more than what they hold: they see the class. */
const isStaticText = (member: SyntaxNode, name: string): boolean =>
  member.type === 'StaticBlock' || (isField(member) && member['static'] === true && !isPlainData(one(member, 'value'), name));

/** Whether a class has private members, static ones or those of its objects. */
export const hasPrivate = (node: SyntaxNode, isStatic: boolean): boolean =>
  many(one(node, 'body') ?? node, 'body').some(member => (member['static'] === true) === isStatic && one(member, 'key')?.type === 'PrivateIdentifier');

const isField = ({ type }: SyntaxNode): boolean => type === 'PropertyDefinition' || type === 'AccessorProperty';

/** Data written out, in which neither code nor the class itself occurs: it is what it is before the class is finished. */
export function isPlainData(node: SyntaxNode | undefined, name: string): boolean {
  if (!node) return true;
  if (isFunction(node) || isClass(node) || /^(ThisExpression|Super|CallExpression|AwaitExpression|AssignmentExpression|UpdateExpression)$/.test(node.type))
    return false;
  if (node.type === 'NewExpression' && !containers.has(nameOf(one(node, 'callee')))) return false;
  if (node.type === 'Identifier' && nameOf(node) === name) return false;
  return childrenOf(node).every(child => isPlainData(child, name));
}

const containers: ReadonlySet<string> = new Set(['Array', 'Map', 'Set', 'WeakMap', 'WeakSet']);

interface Text {
  readonly members: readonly SyntaxNode[];
  readonly isDerived: boolean;
  readonly name: string;
}

function defineMembers({ members, isDerived, name: className }: Text, context: Context): void {
  const fields = members.filter(member => isField(member) && member['static'] !== true);
  const accessors = new Map<string, { get?: Value; set?: Value; span: Span; name: string }>();
  const construct = members.find(member => word(member, 'kind') === 'constructor');
  const fill = (inner: Context) => fields.forEach(field => fillField(field, inner));
  for (const member of members) {
    for (const decorator of many(member, 'decorators'))
      evaluate(callOf(valueOf(one(decorator, 'expression') ?? decorator, context), [], spanOf(decorator)), spanOf(decorator), context);
    if (member.type === 'MethodDefinition' && member !== construct) defineMethod(member, accessors, context);
    else if (isField(member)) defineField(member, className, context);
  }
  for (const { get = nothing, set = nothing, span, name } of accessors.values())
    write(name, callOf(known('javascript.accessor', span), [get, set], span), span, context);
  const made = construct ? one(construct, 'value') : undefined;
  if (made && construct)
    write(
      'constructor',
      functionValue(made, context, { name: 'constructor', span: spanOf(construct), fields: fill, fieldsFirst: !isDerived }),
      spanOf(construct),
      context
    );
  else if (fields.length > 0) write('constructor', implicitConstructor(fill, isDerived, context), spanOf(fields[0] as SyntaxNode), context);
}

/** Without a constructor of its own: what the base does with all arguments, then the fields. */
function implicitConstructor(fill: (context: Context) => void, isDerived: boolean, context: Context): Value {
  const { cell } = context;
  const scope = {
    ...cell.scopes.root,
    kind: 'function' as const,
    parent: context.scope,
    bound: new Map([['this', 'parameter' as const]]),
    aliases: new Map([['this', 'this']]),
    taken: new Set(['this'])
  };
  const span = { from: 0, to: 0 };
  const body = makeBody(
    {
      kind: 'function',
      name: 'constructor',
      scope,
      span,
      parameters: [
        { name: 'rest', kind: 'list' },
        { name: 'this', kind: 'keyword' }
      ]
    },
    context,
    inner => {
      if (isDerived) {
        const rest: Value = { kind: 'read', name: { scope: 'frame', depth: 0, name: 'rest' }, span };
        const callee: Value = { kind: 'part', of: superValue(span, inner), how: 'attribute', key: 'constructor', span };
        inner.out.push({ kind: 'evaluate', value: { kind: 'call', callee, args: [{ value: rest, spread: 'list' }], span }, span });
      }
      fill(inner);
    }
  );
  return { kind: 'code', body, span };
}

/** `super`: the object, seen from above the class whose text asks. */
export function superValue(span: Span, context: Context): Value {
  return callOf(known('javascript.super', span), [{ kind: 'scalar', type: 'str', literal: context.owner ?? '' }, readName('this', span, context)], span);
}

function write(name: string, value: Value, span: Span, { out, cell }: Context): void {
  out.push({ kind: 'write', name: { scope: 'class', name, outer: { scope: 'temp', name: `·class${cell.counter}` } }, value, span });
}

const memberKey = (at: KeyValue): string => ('key' in at ? String(at.key) : '*');

function defineMethod(member: SyntaxNode, accessors: Map<string, { get?: Value; set?: Value; span: Span; name: string }>, context: Context): void {
  const [key, value] = [one(member, 'key'), one(member, 'value')];
  if (!key || !value) return;
  const name = memberKey(keyOf(key, member['computed'] === true, context));
  const span = spanOf(member);
  const code = functionValue(value, context, { name, span });
  const kind = word(member, 'kind');
  if (kind === 'get' || kind === 'set') {
    accessors.set(name, { ...accessors.get(name), [kind]: code, span, name });
    return;
  }
  write(name, member['static'] === true ? callOf(known('javascript.static', span), [code], span) : code, span, context);
}

/** Computed keys are evaluated once; plain static values are held by the class, initialisers by a key that no text has. */
function defineField(member: SyntaxNode, className: string, context: Context): void {
  const [key, value] = [one(member, 'key'), one(member, 'value')];
  if (!key) return;
  const at = keyOf(key, member['computed'] === true, context);
  if ('index' in at) evaluate(at.index, spanOf(key), context);
  const span = spanOf(member);
  if (member['static'] === true) {
    if (isPlainData(value, className)) write(memberKey(at), value ? valueOf(value, context) : nothing, span, context);
    return;
  }
  if (!value || value.type === 'Literal') return;
  write(initialiserKey(member, context), initialiser(member, value, context), span, context);
}

const initialiserKey = (member: SyntaxNode, { owner = '' }: Context): string => `·init:${owner}:${member.start}`;

/** Code that an initialiser is: it sees the names around the class, and the object as `this`. */
function initialiser(member: SyntaxNode, value: SyntaxNode, context: Context): Value {
  const scope = context.cell.scopes.of.get(member);
  const span = spanOf(member);
  if (!scope) return nothing;
  scope.bound.set('this', 'parameter');
  const name = nameOf(one(member, 'key')) || '<field>';
  const body = makeBody({ kind: 'function', name, scope, span, parameters: [{ name: 'this', kind: 'keyword' }] }, context, inner =>
    inner.out.push({ kind: 'return', value: valueOf(value, inner), span })
  );
  return { kind: 'code', body, span };
}

function fillField(field: SyntaxNode, context: Context): void {
  const [key, value] = [one(field, 'key'), one(field, 'value')];
  if (!key) return;
  const span = spanOf(field);
  const name = memberKey(field['computed'] === true ? { index: nothing } : keyOf(key, false, context));
  const self = readName('this', span, context);
  const given: Value = !value
    ? nothing
    : value.type === 'Literal'
      ? valueOf(value, context)
      : callOf({ kind: 'part', of: self, how: 'attribute', key: initialiserKey(field, context), span }, [], span);
  context.out.push(mutationOf(self, name, given, span));
}

/** Static fields and blocks: code that is called at once with the class as `this`. */
function runStatic(member: SyntaxNode, self: Value, context: Context): void {
  const scope = context.cell.scopes.of.get(member);
  const span = spanOf(member);
  if (!scope) return;
  scope.bound.set('this', 'parameter');
  const body = makeBody({ kind: 'function', name: '<static>', scope, span, parameters: [{ name: 'this', kind: 'keyword' }] }, context, inner => {
    if (member.type === 'StaticBlock') return runBlock(many(member, 'body'), inner);
    const [key, value] = [one(member, 'key'), one(member, 'value')];
    if (!key || !value) return;
    const name = memberKey(member['computed'] === true ? { index: nothing } : keyOf(key, false, inner));
    inner.out.push(mutationOf(readName('this', span, inner), name, valueOf(value, inner), span));
  });
  context.out.push({ kind: 'evaluate', value: { kind: 'call', callee: { kind: 'code', body, span }, args: [{ value: self, name: 'this' }], span }, span });
}
