import { childrenOf } from './children.js';
import { is, lookUp, type Nodes, type SyntaxNode, type Table } from './nodes.js';

/** A block of names, as Python's compiler sees them. `types` holds the type parameters of a definition. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'lambda' | 'class' | 'comprehension' | 'generator' | 'types';
  readonly parent?: Scope;
  readonly children: Scope[];
  readonly bound: Set<string>;
  /** Named by `global` and `nonlocal` statements. */
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  readonly reads: Set<string>;
  /** The class whose private names (`__x`) are mangled here. */
  readonly className?: string;
  /** A comprehension whose variables are captured by a function inside it, so that it needs a frame of its own. */
  captured: boolean;
  /** A function that is a generator. */
  yields: boolean;
  /** It may wait inside a block that has to be left. */
  cleansUp: boolean;
}

/** The scope that each definition, lambda, comprehension and list of type parameters opens. */
export type Scopes = ReadonlyMap<SyntaxNode, Scope>;

/** Finds all scopes of a cell and what each binds, reads and declares. */
export function findScopes(tree: Nodes['Module']): Scopes {
  const scopes = new Map<SyntaxNode, Scope>();
  const root = open('module', undefined);
  scopes.set(tree, root);
  visit(tree, { scopes, scope: root });
  markCaptured(root);
  return scopes;
}

/** An identifier as Python stores it: normalised, and mangled where it is private to a class. */
export function mangled(name: string, scope: Scope): string {
  const plain = /^[\x20-\x7e]*$/.test(name) ? name : name.normalize('NFKC');
  if (scope.className === undefined || !plain.startsWith('__') || plain.endsWith('__')) return plain;
  return `_${scope.className}${plain}`;
}

/** The scope that a walrus binds in: comprehensions are transparent to it. */
function walrusScope(scope: Scope): Scope {
  return (scope.kind === 'comprehension' || scope.kind === 'generator') && scope.parent ? walrusScope(scope.parent) : scope;
}

interface Context {
  readonly scopes: Map<SyntaxNode, Scope>;
  readonly scope: Scope;
}

function open(kind: Scope['kind'], parent: Scope | undefined, className = parent?.className): Scope {
  const scope: Scope = {
    kind,
    ...(parent && { parent }),
    children: [],
    bound: new Set(),
    globals: new Set(),
    nonlocals: new Set(),
    reads: new Set(),
    ...(className !== undefined && { className }),
    captured: false,
    yields: false,
    cleansUp: false
  };
  parent?.children.push(scope);
  return scope;
}

function enter(node: SyntaxNode, kind: Scope['kind'], context: Context, className?: string): Context {
  const scope = open(kind, context.scope, className);
  context.scopes.set(node, scope);
  return { ...context, scope };
}

const bind = (name: Nodes['Name'] | undefined, { scope }: Context) => name && scope.bound.add(mangled(name.d.value, scope));

function visit(node: SyntaxNode | undefined, context: Context): void {
  if (!node) return;
  if (lookUp(visitors, node, context) !== true) for (const child of childrenOf(node)) visit(child, context);
}

const visitAll = (nodes: readonly (SyntaxNode | undefined)[], context: Context) => nodes.forEach(node => visit(node, context));

/** What binds, reads or opens a scope; `true`: the children are dealt with. */
const visitors: Table<Context, true | undefined> = {
  Function(node, context) {
    const { name, decorators, params, returnAnnotation, suite } = node.d;
    visitAll(decorators, context);
    visitAll(
      params.map(({ d }) => d.defaultValue),
      context
    );
    bind(name, context);
    const inner = enterTypes(node.d.typeParams, context);
    visitAll(
      params.flatMap(({ d }) => d.annotation),
      inner
    );
    visit(returnAnnotation, inner);
    const body = enter(node, 'function', inner);
    params.forEach(({ d }) => bind(d.name, body));
    visit(suite, body);
    return true;
  },
  Lambda(node, context) {
    visitAll(
      node.d.params.map(({ d }) => d.defaultValue),
      context
    );
    const body = enter(node, 'lambda', context);
    node.d.params.forEach(({ d }) => bind(d.name, body));
    visit(node.d.expr, body);
    return true;
  },
  Class(node, context) {
    visitAll(node.d.decorators, context);
    bind(node.d.name, context);
    const inner = enterTypes(node.d.typeParams, context);
    visitAll(node.d.arguments, inner);
    const stripped = node.d.name.d.value.replace(/^_+/, '');
    visit(node.d.suite, enter(node, 'class', inner, stripped === '' ? undefined : stripped));
    return true;
  },
  TypeAlias(node, context) {
    bind(node.d.name, context);
    const inner = enterTypes(node.d.typeParams, context);
    visit(node.d.expr, enter(node, 'lambda', inner));
    return true;
  },
  Comprehension(node, context) {
    const inner = enter(node, node.d.isGenerator ? 'generator' : 'comprehension', context);
    node.d.forIfNodes.forEach((part, index) => {
      if (is(part, 'ComprehensionFor')) {
        visit(part.d.iterableExpr, index === 0 ? context : inner);
        target(part.d.targetExpr, inner);
      } else visitAll(childrenOf(part), inner);
    });
    visit(node.d.expr, inner);
    return true;
  },
  Name(node, { scope }) {
    scope.reads.add(mangled(node.d.value, scope));
    return true;
  },
  MemberAccess(node, context) {
    visit(node.d.leftExpr, context);
    return true;
  },
  Argument(node, context) {
    visit(node.d.valueExpr, context);
    return true;
  },
  Assignment(node, context) {
    visit(node.d.rightExpr, context);
    target(node.d.leftExpr, context);
    return true;
  },
  AugmentedAssignment(node, context) {
    visit(node.d.leftExpr, context);
    visit(node.d.rightExpr, context);
    target(node.d.destExpr, context);
    return true;
  },
  AssignmentExpression(node, context) {
    visit(node.d.rightExpr, context);
    const binding = walrusScope(context.scope);
    bind(node.d.name, { ...context, scope: binding });
    if (binding !== context.scope) context.scope.reads.add(mangled(node.d.name.d.value, context.scope));
    return true;
  },
  TypeAnnotation(node, context) {
    target(node.d.valueExpr, context);
    visit(node.d.annotation, context);
    return true;
  },
  Del(node, context) {
    node.d.targets.forEach(each => target(each, context));
    return true;
  },
  For(node, context) {
    visit(node.d.iterableExpr, context);
    target(node.d.targetExpr, context);
    visitAll([node.d.forSuite, node.d.elseSuite], context);
    return true;
  },
  WithItem(node, context) {
    visit(node.d.expr, context);
    if (node.d.target) target(node.d.target, context);
    return true;
  },
  Except(node, context) {
    visit(node.d.typeExpr, context);
    bind(node.d.name, context);
    visit(node.d.exceptSuite, context);
    return true;
  },
  Global(node, { scope }) {
    node.d.targets.forEach(({ d }) => scope.globals.add(mangled(d.value, scope)));
    return true;
  },
  Nonlocal(node, { scope }) {
    node.d.targets.forEach(({ d }) => scope.nonlocals.add(mangled(d.value, scope)));
    return true;
  },
  ImportAs(node, context) {
    bind(node.d.alias ?? node.d.module.d.nameParts[0], context);
    return true;
  },
  ImportFrom(node, context) {
    node.d.imports.forEach(({ d }) => bind(d.alias ?? d.name, context));
    return true;
  },
  PatternCapture(node, context) {
    if (!node.d.isWildcard) bind(node.d.target, context);
    return true;
  },
  PatternAs(node, context) {
    visitAll(node.d.orPatterns, context);
    bind(node.d.target, context);
    return true;
  },
  PatternMappingExpandEntry(node, context) {
    if (node.d.target.d.value !== '_') bind(node.d.target, context);
    return true;
  },
  PatternClassArgument(node, context) {
    visit(node.d.pattern, context);
    return true;
  },
  Yield: noteYield,
  YieldFrom: noteYield,
  // Type comments are no code.
  FunctionAnnotation: () => true
};

function noteYield(node: SyntaxNode, { scope }: Context): undefined {
  scope.yields = true;
  for (let at = node.parent; at && !is(at, 'Function') && !is(at, 'Lambda'); at = at.parent)
    scope.cleansUp ||= is(at, 'Try') || (is(at, 'With') && !opensFiles(at));
}

/** Files are closed without a word. */
const opensFiles = ({ d }: Nodes['With']): boolean =>
  d.withItems.every(({ d: { expr } }) => is(expr, 'Call') && is(expr.d.leftExpr, 'Name') && expr.d.leftExpr.d.value === 'open');

/** Names that an assignment target binds; the rest of it is read. */
function target(node: SyntaxNode, context: Context): void {
  if (is(node, 'Name')) bind(node, context);
  else if (is(node, 'Tuple') || is(node, 'List')) node.d.items.forEach(item => target(item, context));
  else if (is(node, 'Unpack')) target(node.d.expr, context);
  else if (is(node, 'TypeAnnotation')) {
    target(node.d.valueExpr, context);
    visit(node.d.annotation, context);
  } else visit(node, context);
}

function enterTypes(list: Nodes['TypeParameterList'] | undefined, context: Context): Context {
  if (!list) return context;
  const inner = enter(list, 'types', context);
  list.d.params.forEach(({ d }) => bind(d.name, inner));
  list.d.params.forEach(({ d }) => visitAll([d.boundExpr, d.defaultExpr], inner));
  return inner;
}

/** Marks captured comprehensions, innermost first; gives the names that a scope leaves to its surroundings, split by whether a frame lies between. */
function markCaptured(scope: Scope): { readonly direct: Set<string>; readonly framed: Set<string> } {
  const direct = new Set(scope.reads);
  const framed = new Set<string>();
  for (const child of scope.children) {
    const free = markCaptured(child);
    const isInline = child.kind === 'types' || (child.kind === 'comprehension' && !child.captured);
    for (const name of free.direct) (isInline ? direct : framed).add(name);
    for (const name of free.framed) framed.add(name);
  }
  if (scope.kind === 'comprehension') scope.captured = [...scope.bound].some(name => framed.has(name));
  for (const name of scope.bound) {
    if (scope.kind === 'class' || scope.nonlocals.has(name)) continue;
    direct.delete(name);
    framed.delete(name);
  }
  return { direct, framed };
}
