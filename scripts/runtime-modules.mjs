// Writes converter/targets/python/runtimeModules.ts: the list of the Python files that projects carry.
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../converter/targets/python/runtime/', import.meta.url));
const names = readdirSync(folder)
  .filter(name => name.endsWith('.py'))
  .map(name => name.slice(0, -3))
  .sort();
const variable = name => (name === '__init__' ? 'init' : name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()));
const imports = names.map(name => `import ${variable(name)} from './runtime/${name}.py';`);
const entries = names.map(name => (variable(name) === name ? `  ${name}` : `  ${name}: ${variable(name)}`));
const text = `${imports.join('\n')}

/** Source text of each module of the runtime, by name; \`scripts/runtime-modules.mjs\` writes this file. */
export const runtimeModules: Readonly<Record<string, string>> = {
${entries.join(',\n')}
};
`;
writeFileSync(fileURLToPath(new URL('../converter/targets/python/runtimeModules.ts', import.meta.url)), text);
