import { consult } from '../consult.js';
import type { Knowledge, LibraryFile, TypeFacts } from '../knowledge.js';
import builtins from './libraries/builtins.json' with { type: 'json' };
import learning from './libraries/learning.json' with { type: 'json' };
import numpy from './libraries/numpy.json' with { type: 'json' };
import pandas from './libraries/pandas.json' with { type: 'json' };
import pandas2 from './libraries/pandas2.json' with { type: 'json' };
import plotting from './libraries/plotting.json' with { type: 'json' };
import standard from './libraries/stdlib.json' with { type: 'json' };
import { protocols } from './protocols.js';

const libraries = [builtins, ...standard, ...numpy, ...pandas, ...learning, ...plotting] as unknown as readonly LibraryFile[];

const prepared = new Map<string, Knowledge>();

/** What Python's libraries do, in the versions that are installed. */
export function knowledge(versions: { readonly [distribution: string]: string }): Knowledge {
  const isOld = Number.parseInt(versions['pandas'] ?? '3', 10) < 3;
  const key = isOld ? 'pandas<3' : '';
  const known = prepared.get(key) ?? consult(isOld ? libraries.map(older) : libraries, protocols);
  prepared.set(key, known);
  return known;
}

/** Below version 3 parts of a frame are views of it; what is said of these comes last, and counts. */
function older(file: LibraryFile): LibraryFile {
  if (file.library !== pandas2.library) return file;
  const types: Record<string, TypeFacts> = { ...file.types };
  for (const [name, facts] of Object.entries(pandas2.types as Record<string, TypeFacts>)) {
    const base: TypeFacts | undefined = types[name];
    types[name] = { ...base, ...facts, attributes: { ...base?.attributes, ...facts.attributes }, methods: { ...base?.methods, ...facts.methods } };
  }
  return { ...file, assumes: pandas2.assumes, types };
}
