import type { Value } from '../../language.js';
import type { Nodes } from '../syntax/nodes.js';
import { bindName, spanOf, type Context } from './context.js';

/** `import a`, `import a.b`, `import a.b as c`. */
export function runImport(node: Nodes['Import'], context: Context): void {
  for (const each of node.d.list) {
    const { module, alias } = each.d;
    const span = spanOf(each, context);
    const parts = module.d.nameParts.map(({ d }) => d.value);
    const [root = ''] = parts;
    const path = parts.join('.');
    const name = alias?.d.value ?? root;
    const value: Value = alias ? { kind: 'import', module: path, span } : { kind: 'import', module: root, ...(parts.length > 1 && { loads: path }), span };
    bindName(name, value, span, context);
    // `import a.b as a` is `from a import b as a`, and unlike `import a.b`.
    const isMember = parts.length > 1 && alias?.d.value === root;
    const imported = isMember ? { module: parts.slice(0, -1).join('.'), member: parts.at(-1) ?? '' } : { module: path };
    context.cell.imports.push({ ...imported, name, level: 0, span, always: isAlways(context) });
  }
}

/** `from a import b`, `from .a import b as c`, `from a import *`. */
export function runImportFrom(node: Nodes['ImportFrom'], context: Context): void {
  const { module, imports, isWildcardImport } = node.d;
  const level = module.d.leadingDots;
  const path = module.d.nameParts.map(({ d }) => d.value).join('.');
  const full = '.'.repeat(level) + path;
  const always = isAlways(context);
  if (isWildcardImport) {
    const span = spanOf(node, context);
    context.out.push({ kind: 'evaluate', value: { kind: 'import', module: full, member: '*', span }, span });
    context.cell.imports.push({ module: path, member: '*', level, span, always });
  }
  for (const each of imports) {
    const span = spanOf(each, context);
    const member = each.d.name.d.value;
    const name = each.d.alias?.d.value ?? member;
    bindName(name, { kind: 'import', module: full, member, span }, span, context);
    context.cell.imports.push({ module: path, member, name, level, span, always });
  }
}

const isAlways = ({ nested, body }: Context): boolean => !nested && body === undefined;
