import type { Import, Value } from '../../language.js';
import { many, nameOf, one, word, type SyntaxNode } from '../syntax/nodes.js';
import { bindName, evaluate, spanOf, type Context } from './context.js';
import { valueOf } from './expressions.js';
import { moduleName } from './calls.js';

/** The library that a specifier names, as knowledge is filed: `node:fs` → `fs`, `npm:arquero@5` → `arquero`. */
export function libraryOf(specifier: string): string {
  const [, remote] = /^https?:\/\/(?:esm\.sh|esm\.run|cdn\.skypack\.dev|unpkg\.com|cdn\.jsdelivr\.net\/npm)\/(.+)$/.exec(specifier) ?? [];
  const plain = (remote ?? specifier).replace(/^(node|npm|jsr):\/?/, '');
  if (/^[./]|^\w+:/.test(plain)) return plain;
  const [, name = plain, path = ''] = /^((?:@[^/@]+\/)?[^/@]+)(?:@[^/]*)?(\/[^?#]*)?/.exec(plain) ?? [];
  return remote === undefined ? name + path : name;
}

/** `import type { T } from 'm'`: names for types only. */
export function noteTypes(node: SyntaxNode, context: Context): readonly string[] {
  const source = one(node, 'source');
  const module = source && moduleName(source);
  if (module === undefined) return [];
  return many(node, 'specifiers').map(each => {
    const name = nameOf(one(each, 'local'));
    note({ module, member: `type ${memberOf(each)}`, name, span: spanOf(each) }, context);
    return name;
  });
}

/** `import a, { b as c } from 'm'`, `import * as n from 'm'`, `import 'm'`. */
export function runImport(node: SyntaxNode, context: Context): void {
  const source = one(node, 'source');
  const module = source && moduleName(source);
  if (module === undefined) return;
  const library = libraryOf(module);
  const span = spanOf(node);
  const specifiers = many(node, 'specifiers');
  if (specifiers.length === 0) {
    context.out.push({ kind: 'evaluate', value: { kind: 'import', module: library, span }, span });
    note({ module, span }, context);
  }
  for (const each of specifiers) {
    const name = nameOf(one(each, 'local'));
    const member = memberOf(each);
    if (each['importKind'] === 'type') {
      note({ module, member: `type ${member}`, name, span: spanOf(each) }, context);
      continue;
    }
    const value: Value = { kind: 'import', module: library, ...(member !== '*' && member !== 'default' && { member }), span: spanOf(each) };
    bindName(name, value, spanOf(each), context);
    note({ module, member, name, span: spanOf(each) }, context);
  }
}

function memberOf(specifier: SyntaxNode): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  const imported = one(specifier, 'imported');
  return nameOf(imported) || (typeof imported?.['value'] === 'string' ? imported['value'] : '');
}

/** `import x = require('m')`, `import x = A.B`. */
export function runImportEquals(node: SyntaxNode, context: Context): void {
  const [id, reference] = [one(node, 'id'), one(node, 'moduleReference')];
  if (!id || !reference) return;
  const source = one(reference, 'expression');
  const module = source && moduleName(source);
  const span = spanOf(node);
  if (module === undefined) return bindName(nameOf(id), qualified(reference, context), span, context);
  bindName(nameOf(id), { kind: 'import', module: libraryOf(module), span }, span, context);
  note({ module, member: 'default', name: nameOf(id), span }, context);
}

function qualified(node: SyntaxNode, context: Context): Value {
  const [left, right] = [one(node, 'left'), one(node, 'right')];
  if (node.type !== 'TSQualifiedName' || !left || !right) return valueOf(node, context);
  return { kind: 'part', of: qualified(left, context), how: 'attribute', key: nameOf(right), span: spanOf(node) };
}

/** `export { x } from 'm'`, `export * from 'm'`: the module runs. */
export function runReexport(node: SyntaxNode, context: Context): void {
  const source = one(node, 'source');
  const module = source && moduleName(source);
  if (module !== undefined) evaluate({ kind: 'import', module: libraryOf(module), span: spanOf(node) }, spanOf(node), context);
}

/** `const fs = require('fs')` at top level is an import, too. */
export function noteRequire(node: SyntaxNode, context: Context): boolean {
  const [only, ...more] = many(node, 'declarations');
  const [id, init] = only ? [one(only, 'id'), one(only, 'init')] : [];
  if (!id || !init || more.length > 0 || id.type !== 'Identifier' || init.type !== 'CallExpression' || nameOf(one(init, 'callee')) !== 'require') return false;
  const [argument] = many(init, 'arguments');
  const module = argument && moduleName(argument);
  if (module === undefined || context.cell.scopes.root.bound.has('require')) return false;
  note({ module, member: word(node, 'kind') === 'var' ? 'require var' : 'require', name: nameOf(id), span: spanOf(node) }, context);
  return true;
}

/** `const fs = await import('node:fs')`, `const { join } = await import('node:path')` at top level, of what no cell can have written. */
export function noteAwaitedImport(node: SyntaxNode, context: Context): boolean {
  const [only, ...more] = many(node, 'declarations');
  const [id, init] = only ? [one(only, 'id'), one(only, 'init')] : [];
  const source = init?.type === 'AwaitExpression' ? sourceOf(one(init, 'argument')) : undefined;
  const module = source && moduleName(source);
  if (!id || more.length > 0 || module === undefined || /^[./]|^file:/.test(module)) return false;
  const parts = partsOf(id);
  if (parts.length === 0) return false;
  for (const { member, name } of parts) note({ module, member, name, span: spanOf(node) }, context);
  return true;
}

const sourceOf = (node: SyntaxNode | undefined): SyntaxNode | undefined => {
  if (node?.type === 'ImportExpression') return one(node, 'options') ? undefined : one(node, 'source');
  const isCall = node?.type === 'CallExpression' && one(node, 'callee')?.type === 'Import';
  return isCall ? many(node, 'arguments')[0] : undefined;
};

/** Members and their names; none where the pattern does more than name them. */
function partsOf(id: SyntaxNode): readonly { readonly member: string; readonly name: string }[] {
  if (id.type === 'Identifier') return [{ member: '*', name: nameOf(id) }];
  const properties = id.type === 'ObjectPattern' ? many(id, 'properties') : [];
  const parts = properties.flatMap(property => {
    const [key, value] = [one(property, 'key'), one(property, 'value')];
    const isPlain = property.type === 'Property' && property['computed'] !== true && key?.type === 'Identifier' && value?.type === 'Identifier';
    return isPlain ? [{ member: nameOf(key), name: nameOf(value) }] : [];
  });
  return parts.length === properties.length ? parts : [];
}

function note(imported: Omit<Import, 'level' | 'always'>, context: Context): void {
  context.cell.imports.push({ ...imported, level: 0, always: !context.nested && context.body === undefined });
}
