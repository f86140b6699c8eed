// Writes the lists of the files that projects carry (runtimeModules.ts), and that `verify` needs besides (verifyModules.ts).
import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const targets = fileURLToPath(new URL('../converter/targets/', import.meta.url));
const variable = name => (name === '__init__' ? 'init' : name.replace(/[_.](\w)/g, (_, letter) => letter.toUpperCase()));

/** `keyOf`: how a file is called in the list; `query`: how the bundler is told to take it as text. */
function writeList({ target, folder, list, what, ending = /\.py$/, keyOf = file => file.slice(0, -3), query = () => '' }) {
  const files = readdirSync(`${targets}${target}/${folder}`)
    .filter(name => ending.test(name))
    .sort();
  const imports = files.map(file => `import ${variable(keyOf(file))} from './${folder}/${file}${query(file)}';`);
  const entries = files.map(file => {
    const key = keyOf(file);
    return variable(key) === key ? `  ${key}` : `  ${/\W/.test(key) ? `'${key}'` : key}: ${variable(key)}`;
  });
  const text = `${imports.join('\n')}

/** ${what}, by name; \`scripts/runtime-modules.mjs\` writes this file. */
export const ${list}: Readonly<Record<string, string>> = {
${entries.join(',\n')}
};
`;
  writeFileSync(`${targets}${target}/${list}.ts`, text);
}

writeList({ target: 'python', folder: 'runtime', list: 'runtimeModules', what: 'Source text of each module of the runtime' });
writeList({
  target: 'python',
  folder: 'runtime/verify',
  list: 'verifyModules',
  what: 'Source text of the modules that run a notebook and compare it with its pipeline'
});
writeList({
  target: 'javascript',
  folder: 'runtime',
  list: 'runtimeModules',
  what: 'Source text of each file of the runtime',
  ending: /\.[mc]js$/,
  keyOf: file => file,
  query: () => '?raw'
});
writeList({
  target: 'javascript',
  folder: 'verify',
  list: 'verifyModules',
  what: 'Source text of each file that runs a notebook in its kernel, or tells what its values are',
  ending: /\.(?:[mc]js|py)$/,
  keyOf: file => file,
  query: file => (file.endsWith('.py') ? '' : '?raw')
});
