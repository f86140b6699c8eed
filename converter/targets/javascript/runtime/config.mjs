/** The project's settings: `conf/base`, and over it `conf/local`, entry by entry. */
import { join } from 'node:path';
import { projectFolder } from './facts.mjs';
import { readJson } from './files.mjs';

const layers = () => ['base', process.env.PIPELINE_ENV ?? 'local'];

const settings = name => Object.assign({}, ...layers().map(layer => readJson(join(projectFolder, 'conf', layer, `${name}.json`), {})));

/** Where each dataset lies, and how it is kept. */
export const catalog = () => settings('catalog');

/** The value of a parameter. `given` has values of this run, by dotted name. */
export function parameterValue(name, given = {}) {
  const all = structuredClone(settings('parameters'));
  for (const [path, value] of Object.entries(given)) put(all, path.split('.'), value);
  if (!Object.hasOwn(all, name)) throw new Error(`conf/base/parameters.json has no '${name}'`);
  return all[name];
}

function put(holder, [key, ...rest], value) {
  if (rest.length === 0) holder[key] = value;
  else put((holder[key] = typeof holder[key] === 'object' && holder[key] !== null ? holder[key] : {}), rest, value);
}
