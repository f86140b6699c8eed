// Writes the lists of Python files that projects carry (runtimeModules.ts), and that `verify` needs besides (verifyModules.ts).
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const variable = name => (name === '__init__' ? 'init' : name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()));

function writeList({ folder, list, what }) {
  const names = readdirSync(fileURLToPath(new URL(`../converter/targets/python/${folder}/`, import.meta.url)))
    .filter(name => name.endsWith('.py'))
    .map(name => name.slice(0, -3))
    .sort();
  const imports = names.map(name => `import ${variable(name)} from './${folder}/${name}.py';`);
  const entries = names.map(name => (variable(name) === name ? `  ${name}` : `  ${name}: ${variable(name)}`));
  const text = `${imports.join('\n')}

/** ${what}, by name; \`scripts/runtime-modules.mjs\` writes this file. */
export const ${list}: Readonly<Record<string, string>> = {
${entries.join(',\n')}
};
`;
  writeFileSync(fileURLToPath(new URL(`../converter/targets/python/${list}.ts`, import.meta.url)), text);
}

writeList({ folder: 'runtime', list: 'runtimeModules', what: 'Source text of each module of the runtime' });
writeList({ folder: 'runtime/verify', list: 'verifyModules', what: 'Source text of the modules that run a notebook and compare it with its pipeline' });
