import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';
import type { Import } from '../language.js';

/** Hands the trailing expression to a function that shows it; the text itself stays as it is. */
export function shows(result: Span, callee: string): readonly Edit[] {
  return [
    { from: result.from, to: result.from, text: `${callee}(` },
    { from: result.to, to: result.to, text: ')' }
  ];
}

/** `import numpy as np`, `import a.b`, `from a import b as c`. */
export function importLine({ module, member, name }: Import): string {
  if (member !== undefined) return `from ${module} import ${member}${name === undefined || name === member ? '' : ` as ${name}`}`;
  const root = module.split('.')[0];
  return name === undefined || name === root ? `import ${module}` : `import ${module} as ${name}`;
}

/** Decorators that only wrap or mark what they are given: applied again elsewhere they make an equal thing. */
export const pureDecorators: ReadonlySet<string> = new Set([
  'abc.abstractmethod',
  'classmethod',
  'contextlib.asynccontextmanager',
  'contextlib.contextmanager',
  'dataclasses.dataclass',
  'enum.unique',
  'functools.total_ordering',
  'functools.wraps',
  'numba.jit',
  'numba.njit',
  'numpy.vectorize',
  'property',
  'staticmethod',
  'typing.final',
  'typing.no_type_check',
  'typing.overload',
  'typing.runtime_checkable'
]);
