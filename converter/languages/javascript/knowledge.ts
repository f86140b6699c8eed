import { consult } from '../consult.js';
import type { Knowledge, LibraryFile } from '../knowledge.js';
import builtins from './libraries/builtins.json' with { type: 'json' };
import frames from './libraries/frames.json' with { type: 'json' };
import internals from './libraries/internals.json' with { type: 'json' };
import node from './libraries/node.json' with { type: 'json' };
import { protocols } from './protocols.js';

/** The same library, published for another runtime. */
const renamed = frames.filter(({ library }) => library === 'danfojs').map(file => ({ ...file, library: 'danfojs-node' }));

const libraries = [builtins, internals, ...node, ...frames, ...renamed] as unknown as readonly LibraryFile[];

let prepared: Knowledge | undefined;

/** What JavaScript's own objects, the runtimes and libraries do. */
export function knowledge(): Knowledge {
  prepared ??= consult(libraries, protocols);
  return prepared;
}
