import { namesIn } from './names.js';
import { childrenOf, exported, isClass, isErased, isFunction, many, memberNameOf, nameOf, one, word, type SyntaxNode } from './nodes.js';

export type Binding = 'var' | 'let' | 'const' | 'function' | 'class' | 'parameter' | 'import' | 'enum' | 'namespace' | 'self';

/** A region in which names are bound: the cell, a function with its parameters, a block. Types bind nothing. */
export interface Scope {
  readonly kind: 'cell' | 'function' | 'block';
  readonly parent?: Scope;
  /** Names bound here. */
  readonly bound: Map<string, Binding>;
  /** What each is called in the frame that holds it: unique there. */
  readonly aliases: Map<string, string>;
  /** Names that the frame of a function uses up. */
  readonly taken: Set<string>;
  /** A block outside of functions whose names are captured by a function in it, so that it needs a frame of its own. */
  captured: boolean;
  /** An arrow function, or a function that has `this` and `arguments` of its own. */
  readonly arrow: boolean;
  /** Whether the function's text, arrow functions inside included, mentions `this` or `super`, and `arguments`. */
  receives: boolean;
  listsArguments: boolean;
}

/** The scopes that nodes open. */
export interface Scopes {
  readonly root: Scope;
  readonly of: ReadonlyMap<SyntaxNode, Scope>;
}

interface Walk {
  readonly scopes: Map<SyntaxNode, Scope>;
  /** In sloppy code a function in a block is a variable of the function around, too. */
  readonly sloppy: boolean;
}

function open(kind: Scope['kind'], parent: Scope | undefined, arrow = false): Scope {
  return {
    kind,
    ...(parent && { parent }),
    bound: new Map(),
    aliases: new Map(),
    taken: new Set(),
    captured: false,
    arrow,
    receives: false,
    listsArguments: false
  };
}

/** Finds all scopes of a cell and what each binds. */
export function findScopes(tree: SyntaxNode, sloppy: boolean): Scopes {
  const walk: Walk = { scopes: new Map(), sloppy };
  const root = open('cell', undefined);
  walk.scopes.set(tree, root);
  declareAll(many(tree, 'body'), root, walk);
  for (const child of many(tree, 'body')) visit(child, root, walk);
  return { root, of: walk.scopes };
}

/** Where `var` and, in sloppy code, functions of blocks belong. */
const functionScope = (scope: Scope): Scope => (scope.kind === 'block' && scope.parent ? functionScope(scope.parent) : scope);

/** The function whose `this` is meant; absent outside of functions. */
function receiverScope(scope: Scope | undefined): Scope | undefined {
  for (let at = scope; at; at = at.parent) if (at.kind === 'function' && !at.arrow) return at;
  return undefined;
}

export const isOutside = (scope: Scope): boolean => functionScope(scope).kind === 'cell';

function bind(name: string, kind: Binding, scope: Scope): void {
  if (name === '') return;
  if (!scope.bound.has(name) || kind === 'function') scope.bound.set(name, kind);
}

/** Binds what statements of one block declare, before any of them runs. */
function declareAll(statements: readonly SyntaxNode[], scope: Scope, walk: Walk): void {
  for (const statement of statements) declare(statement, scope, walk);
}

function declare(outer: SyntaxNode, scope: Scope, { sloppy }: Walk): void {
  const node = exported(outer);
  if (isErased(outer) || isErased(node)) return;
  const id = nameOf(one(node, 'id'));
  switch (node.type) {
    case 'VariableDeclaration': {
      const kind = word(node, 'kind');
      if (kind === 'var') return;
      for (const each of many(node, 'declarations')) for (const name of namesIn(one(each, 'id'))) bind(name, kind === 'let' ? 'let' : 'const', scope);
      return;
    }
    case 'FunctionDeclaration':
      return bind(id, 'function', sloppy ? functionScope(scope) : scope);
    case 'ClassDeclaration':
      return bind(id, 'class', scope);
    case 'TSEnumDeclaration':
      return bind(id, 'enum', scope);
    case 'TSModuleDeclaration':
      return bind(nameOf(one(node, 'id')), 'namespace', scope);
    case 'TSImportEqualsDeclaration':
      return bind(id, 'import', scope);
    case 'ImportDeclaration':
      for (const each of many(node, 'specifiers')) if (each['importKind'] !== 'type') bind(nameOf(one(each, 'local')), 'import', scope);
      return;
    default:
  }
}

function enter(node: SyntaxNode, kind: Scope['kind'], { parent, walk, arrow = false }: { parent: Scope; walk: Walk; arrow?: boolean }): Scope {
  const scope = open(kind, parent, arrow);
  walk.scopes.set(node, scope);
  return scope;
}

/** Statements of a block in a scope of their own. */
function visitBlock(node: SyntaxNode, statements: readonly SyntaxNode[], scope: Scope, walk: Walk): void {
  const inner = enter(node, 'block', { parent: scope, walk });
  declareAll(statements, inner, walk);
  for (const statement of statements) visit(statement, inner, walk);
}

function visit(node: SyntaxNode | undefined, scope: Scope, walk: Walk): void {
  if (!node || isErased(node)) return;
  if (isFunction(node)) return visitFunction(node, scope, walk);
  if (isClass(node)) return visitClass(node, scope, walk);
  const visitor = visitors[node.type];
  if (!visitor?.(node, scope, walk)) visitChildren(node, scope, walk);
}

function visitChildren(node: SyntaxNode, scope: Scope, walk: Walk): void {
  for (const child of childrenOf(node)) visit(child, scope, walk);
}

/** What binds, reads or opens a scope; `true`: the children are dealt with. */
const visitors: { readonly [type: string]: (node: SyntaxNode, scope: Scope, walk: Walk) => true | undefined } = {
  Identifier(node, scope) {
    read(nameOf(node), scope);
    return true;
  },
  ThisExpression: (_, scope) => receives(scope),
  Super: (_, scope) => receives(scope),
  VariableDeclaration(node, scope) {
    if (word(node, 'kind') === 'var')
      for (const each of many(node, 'declarations')) for (const name of namesIn(one(each, 'id'))) bind(name, 'var', functionScope(scope));
    return undefined;
  },
  MemberExpression(node, scope, walk) {
    visit(one(node, 'object'), scope, walk);
    if (node['computed'] === true) visit(one(node, 'property'), scope, walk);
    return true;
  },
  Property(node, scope, walk) {
    if (node['computed'] === true) visit(one(node, 'key'), scope, walk);
    visit(one(node, 'value'), scope, walk);
    return true;
  },
  LabeledStatement(node, scope, walk) {
    visit(one(node, 'body'), scope, walk);
    return true;
  },
  BreakStatement: () => true,
  ContinueStatement: () => true,
  MetaProperty: () => true,
  ImportDeclaration: () => true,
  ExportAllDeclaration: () => true,
  ExportSpecifier(node, scope) {
    read(nameOf(one(node, 'local')), scope);
    return true;
  },
  BlockStatement(node, scope, walk) {
    visitBlock(node, many(node, 'body'), scope, walk);
    return true;
  },
  StaticBlock(node, scope, walk) {
    // `var` inside belongs to the block, and `this` is the class.
    const inner = enter(node, 'function', { parent: scope, walk });
    declareAll(many(node, 'body'), inner, walk);
    for (const each of many(node, 'body')) visit(each, inner, walk);
    return true;
  },
  SwitchStatement(node, scope, walk) {
    visit(one(node, 'discriminant'), scope, walk);
    const inner = enter(node, 'block', { parent: scope, walk });
    const cases = many(node, 'cases');
    cases.forEach(each => declareAll(many(each, 'consequent'), inner, walk));
    for (const each of cases) visitChildren(each, inner, walk);
    return true;
  },
  ForStatement: visitLoop,
  ForInStatement: visitLoop,
  ForOfStatement: visitLoop,
  CatchClause(node, scope, walk) {
    const inner = enter(node, 'block', { parent: scope, walk });
    for (const name of namesIn(one(node, 'param'))) bind(name, 'let', inner);
    visit(one(node, 'param'), inner, walk);
    visit(one(node, 'body'), inner, walk);
    return true;
  },
  TSEnumDeclaration(node, scope, walk) {
    const inner = enter(node, 'block', { parent: scope, walk });
    for (const member of membersOf(node)) bind(memberNameOf(member), 'const', inner);
    for (const member of membersOf(node)) visit(one(member, 'initializer'), inner, walk);
    return true;
  },
  TSModuleDeclaration(node, scope, walk) {
    const body = one(node, 'body');
    if (!body) return true;
    const inner = enter(node, 'function', { parent: scope, walk });
    const statements = body.type === 'TSModuleDeclaration' ? [body] : many(body, 'body');
    declareAll(statements, inner, walk);
    for (const each of statements) visit(each, inner, walk);
    return true;
  },
  TSImportEqualsDeclaration(node, scope, walk) {
    visit(one(node, 'moduleReference'), scope, walk);
    return true;
  },
  TSQualifiedName(node, scope, walk) {
    visit(one(node, 'left'), scope, walk);
    return true;
  }
};

/** Members of an enum, wherever the parser keeps them. */
export const membersOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const own = many(node, 'members');
  return own.length > 0 ? own : many(one(node, 'body') ?? node, 'members');
};

function visitLoop(node: SyntaxNode, scope: Scope, walk: Walk): true {
  const head = one(node, node.type === 'ForStatement' ? 'init' : 'left');
  const inner = enter(node, 'block', { parent: scope, walk });
  if (head) declare(head, inner, walk);
  visitChildren(node, inner, walk);
  return true;
}

function visitFunction(node: SyntaxNode, scope: Scope, walk: Walk): void {
  const id = one(node, 'id');
  const self = id && node.type === 'FunctionExpression' ? selfScope(node, nameOf(id), scope, walk) : scope;
  const inner = enter(node, 'function', { parent: self, walk, arrow: node.type === 'ArrowFunctionExpression' });
  for (const parameter of many(node, 'params')) for (const name of namesIn(parameter)) bind(name, 'parameter', inner);
  for (const parameter of many(node, 'params')) visit(parameter, inner, walk);
  const body = one(node, 'body');
  if (body?.type === 'BlockStatement') {
    declareAll(many(body, 'body'), inner, walk);
    for (const each of many(body, 'body')) visit(each, inner, walk);
  } else visit(body, inner, walk);
}

/** The name of a function or class expression is known inside only. Found under its `id`. */
function selfScope(node: SyntaxNode, name: string, scope: Scope, walk: Walk): Scope {
  const id = one(node, 'id');
  const inner = enter(id ?? node, 'block', { parent: scope, walk });
  bind(name, 'self', inner);
  return inner;
}

function visitClass(node: SyntaxNode, scope: Scope, walk: Walk): void {
  const id = one(node, 'id');
  for (const decorator of many(node, 'decorators')) visit(decorator, scope, walk);
  const inner = id && node.type === 'ClassExpression' ? selfScope(node, nameOf(id), scope, walk) : scope;
  visit(one(node, 'superClass'), inner, walk);
  for (const member of many(one(node, 'body') ?? node, 'body')) visitMember(member, inner, walk);
}

function visitMember(member: SyntaxNode, scope: Scope, walk: Walk): void {
  if (isErased(member)) return;
  for (const decorator of many(member, 'decorators')) visit(decorator, scope, walk);
  if (member['computed'] === true) visit(one(member, 'key'), scope, walk);
  if (member.type === 'StaticBlock') return visit(member, scope, walk);
  const value = one(member, 'value');
  if (!value) return;
  if (member.type === 'MethodDefinition') return visit(value, scope, walk);
  // An initialiser runs as a method does: with `this`.
  visit(value, enter(member, 'function', { parent: scope, walk }), walk);
}

function receives(scope: Scope): true {
  const owner = receiverScope(scope);
  if (owner) owner.receives = true;
  return true;
}

function read(name: string, scope: Scope): void {
  if (name === 'arguments') {
    const owner = receiverScope(scope);
    if (owner && !owner.bound.has('arguments')) owner.listsArguments = true;
  }
  let crossed = false;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.bound.has(name)) {
      if (crossed && at.kind === 'block' && isOutside(at)) at.captured = true;
      return;
    }
    if (at.kind === 'function') crossed = true;
  }
}
