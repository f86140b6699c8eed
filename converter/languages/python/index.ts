import type { Import, Language } from '../language.js';
import { acrossCells } from './across.js';
import { analyze } from './analyze.js';
import { builtins, keywords } from './builtins.js';
import { pureDecorators } from './decorators.js';
import { distributionOf } from './distributions.js';
import { returnNothing } from './returnNothing.js';
import { knowledge } from './knowledge.js';
import { literal } from './literal.js';
import { shows } from './shows.js';

/** Python as notebooks write it: with IPython's magics and shell lines. */
export const python: Language = {
  id: 'python',
  kernels: ['python', 'python3', 'python2', 'ipython', 'ipykernel', 'xpython', 'conda', 'pyodide'],
  analyze,
  codeTravels: true,
  modulesBeside: true,
  acrossCells,
  boundStates: /^·(?:process|lasting|registry)\./,
  knowledge,
  builtins,
  keywords,
  literal,
  shows,
  importLine,
  distribution: distributionOf,
  pureDecorators,
  returnNothing,
  rawReaders: new Set(['pandas.read_csv', 'pandas.read_parquet', 'pandas.read_json'])
};

function importLine({ module, member, name, level }: Import): string {
  if (member === undefined) return name === undefined || name === module.split('.')[0] ? `import ${module}` : `import ${module} as ${name}`;
  const from = `from ${'.'.repeat(level)}${module} import ${member}`;
  return name === undefined || name === member ? from : `${from} as ${name}`;
}
