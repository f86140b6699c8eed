import type { Import } from '../language.js';
import { quoted } from './literal.js';

/** One import as a line of source, binding one name. */
export function importLine({ module, member, name }: Import): string {
  const from = quoted(module);
  if (member === 'require' || member === 'require var') return `${member === 'require' ? 'const' : 'var'} ${name ?? '_'} = require(${from});`;
  if (name === undefined) return `import ${from};`;
  const [kind, imported = ''] = member?.startsWith('type ') ? ['import type', member.slice('type '.length)] : ['import', member];
  if (imported === 'default') return `${kind} ${name} from ${from};`;
  if (imported === '*') return `${kind} * as ${name} from ${from};`;
  const exportedName = /^[\w$]+$/.test(imported) ? imported : quoted(imported);
  return `${kind} { ${exportedName === name ? name : `${exportedName} as ${name}`} } from ${from};`;
}
