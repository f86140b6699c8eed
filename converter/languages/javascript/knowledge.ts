import { consult } from '../consult.js';
import type { Knowledge, LibraryFile } from '../knowledge.js';
import builtins from './libraries/builtins.json' with { type: 'json' };
import internals from './libraries/internals.json' with { type: 'json' };
import node from './libraries/node.json' with { type: 'json' };
import { protocols } from './protocols.js';

const libraries = [builtins, internals, ...node] as unknown as readonly LibraryFile[];

let prepared: Knowledge | undefined;

/** What JavaScript's own objects, the runtimes and libraries do. */
export function knowledge(): Knowledge {
  prepared ??= consult(libraries, protocols);
  return prepared;
}
