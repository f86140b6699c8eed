import type { Edit } from '../../source/edits.js';
import type { Span } from '../../source/span.js';

/** Hands an expression to `callee`; ends the statement where the text around it ends its own. */
export function shows({ from, to }: Span, callee: string, source: string): readonly Edit[] {
  const isEnded = !/^[ \t]*(?:\/\/.*)?$/m.test(source.slice(to)) || /^(?:\s|\/\/.*\n|\/\*[^]*?\*\/)*[;)]/.test(source.slice(to));
  const endsOthers = source.slice(0, from).trim() === '' || /;[ \t]*(?:\/\/.*)?$/m.test(source.slice(0, from));
  return [
    { from, to: from, text: `${callee}(` },
    { from: to, to, text: isEnded || !endsOthers ? ')' : ');' }
  ];
}
