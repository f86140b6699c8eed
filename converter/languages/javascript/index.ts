import type { Language } from '../language.js';
import { acrossCells } from './across.js';
import { analyze } from './analyze.js';
import { builtins, keywords } from './builtins.js';
import { distributionOf } from './distributions.js';
import { importLine } from './imports.js';
import { knowledge } from './knowledge.js';
import { literal } from './literal.js';
import { shows } from './shows.js';

/** JavaScript and TypeScript as the kernels of Deno, tslab, IJavaScript and JupyterLite read them. */
export const javascript: Language = {
  id: 'javascript',
  kernels: ['javascript', 'typescript', 'deno', 'tslab', 'jslab', 'ijavascript', 'ijskernel', 'jp-javascript', 'javascript-kernel', 'babel', 'node', 'nodejs'],
  analyze,
  acrossCells,
  codeTravels: false,
  boundStates: /^·(?:module:|modules$|console$)/,
  knowledge,
  builtins,
  keywords,
  literal,
  shows,
  importLine,
  distribution: distributionOf,
  pureDecorators: new Set(['javascript.static', 'javascript.accessor', 'javascript.super']),
  returnNothing: new Set(),
  rawReaders: new Set()
};
