/** A node of the parser's tree. TypeScript's nodes have no types of their own, so fields are reached by the functions below, which never fail. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { type?: unknown }).type === 'string' &&
  typeof (value as { start?: unknown }).start === 'number';

/** A field that holds one node. */
export function one(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** A field that holds a list of nodes; holes are left out. */
export function many(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A field that holds a list in which places count: holes are `undefined`. */
export function places(node: SyntaxNode, field: string): readonly (SyntaxNode | undefined)[] {
  const value = node[field];
  return Array.isArray(value) ? value.map(each => (isNode(each) ? each : undefined)) : [];
}

/** A field that holds a text. */
export function word(node: SyntaxNode, field: string): string {
  const value = node[field];
  return typeof value === 'string' ? value : '';
}

/** The name that an identifier (private ones with their `#`) spells. */
export const nameOf = (node: SyntaxNode | undefined): string =>
  node === undefined ? '' : node.type === 'PrivateIdentifier' ? `#${word(node, 'name')}` : word(node, 'name');

/** The name of an enum's member. */
export function memberNameOf(member: SyntaxNode): string {
  const id = one(member, 'id');
  const value = id?.['value'];
  return typeof value === 'string' ? value : nameOf(id);
}

const wrappers: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
  'ChainExpression'
]);

/** An expression without the types and brackets around it, which do nothing when it runs. */
export function plain(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (wrappers.has(inner.type)) {
    const next = one(inner, 'expression');
    if (!next) return inner;
    inner = next;
  }
  return inner;
}

const typesOnly: ReadonlySet<string> = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSDeclareMethod',
  'TSNamespaceExportDeclaration',
  'TSAbstractMethodDefinition',
  'TSAbstractPropertyDefinition',
  'TSIndexSignature',
  'EmptyStatement'
]);

/** A declaration that is gone when the code runs. */
export function isErased(node: SyntaxNode): boolean {
  if (typesOnly.has(node.type) || node['declare'] === true) return true;
  if (node.type === 'ImportDeclaration' || node.type === 'TSImportEqualsDeclaration') return node['importKind'] === 'type';
  if (node.type === 'ExportNamedDeclaration') {
    const declaration = one(node, 'declaration');
    return node['exportKind'] === 'type' || (declaration !== undefined && isErased(declaration));
  }
  if (node.type === 'MethodDefinition') return !one(one(node, 'value') ?? node, 'body');
  return node.type === 'TSModuleDeclaration' && !hasValues(node);
}

/** Whether a namespace holds anything that runs. */
function hasValues(node: SyntaxNode): boolean {
  const body = one(node, 'body');
  if (!body) return false;
  return body.type === 'TSModuleDeclaration' ? hasValues(body) : many(body, 'body').some(statement => !isErased(statement));
}

/** The declaration inside `export`, or the statement itself. */
export const exported = (node: SyntaxNode): SyntaxNode =>
  node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? (one(node, 'declaration') ?? node) : node;

/** A node of any kind of function. */
export const isFunction = ({ type }: SyntaxNode): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';

export const isClass = ({ type }: SyntaxNode): boolean => type === 'ClassDeclaration' || type === 'ClassExpression';

/** Fields that hold types, comments on them, or what is no code. */
const silent: ReadonlySet<string> = new Set([
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'typeParameter',
  'superTypeParameters',
  'superTypeArguments',
  'implements',
  'loc',
  'range',
  'extra',
  'parent'
]);

/** The nodes directly below a node that run, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const field in node) {
    if (silent.has(field)) continue;
    const value = node[field];
    if (isNode(value)) found.push(value);
    else if (Array.isArray(value)) for (const each of value) if (isNode(each)) found.push(each);
  }
  const isOrdered = found.every(({ start }, at) => at === 0 || (found[at - 1]?.start ?? 0) <= start);
  return isOrdered ? found : found.sort((a, b) => a.start - b.start);
}
