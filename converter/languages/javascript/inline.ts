import type { Edit } from '../../source/edits.js';
import { isErased, many, nameOf, one, word, type SyntaxNode } from './syntax/nodes.js';
import { moduleName } from './flow/calls.js';
import { quoted } from './literal.js';

/** Edits by which a statement of a module can stand inside of a function: nothing is exported, imports that stay are awaited. */
export function inlined(node: SyntaxNode): readonly Edit[] {
  const { start: from, end: to } = node;
  if (node.type === 'ImportDeclaration') return [{ from, to, text: awaitedImport(node) }];
  if (!/^Export/.test(node.type)) return [];
  const declaration = one(node, 'declaration');
  if (declaration) return [{ from, to: declaration.start, text: '' }];
  const module = moduleOf(node);
  return [{ from, to, text: module === undefined ? '' : `await import(${quoted(module)});` }];
}

function moduleOf(node: SyntaxNode): string | undefined {
  const source = one(node, 'source');
  return source && !isErased(node) ? moduleName(source) : undefined;
}

function awaitedImport(node: SyntaxNode): string {
  const module = moduleOf(node);
  if (module === undefined) return '';
  const call = `await import(${quoted(module)})`;
  const specifiers = many(node, 'specifiers').filter(each => each['importKind'] !== 'type');
  if (specifiers.length === 0) return `${call};`;
  const all = specifiers.find(({ type }) => type === 'ImportNamespaceSpecifier');
  const parts = specifiers.filter(each => each !== all).map(partOf);
  const lines = [...(all ? [`const ${nameOf(one(all, 'local'))} = ${call};`] : []), ...(parts.length > 0 ? [`const { ${parts.join(', ')} } = ${call};`] : [])];
  return lines.join(' ');
}

function partOf(specifier: SyntaxNode): string {
  const local = nameOf(one(specifier, 'local'));
  if (specifier.type === 'ImportDefaultSpecifier') return `default: ${local}`;
  const imported = one(specifier, 'imported');
  const key = imported && (nameOf(imported) || quoted(word(imported, 'value')));
  return key === undefined || key === local ? local : `${key}: ${local}`;
}
