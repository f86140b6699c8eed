import type { Plan } from '../../plan/plan.js';
import { finished, newWriter, write, writePiece } from '../python/writer.js';
import { bindingsOf, importLines, listed, placeIn } from './imports.js';
import type { KernelForm } from './kernels.js';
import { comment } from './nodes.js';
import { quoteOf } from './quotes.js';

/** `helpers.*`: functions, classes, types and constants that all nodes share; absent where there are none. */
export function helpersFile(plan: Plan, form: KernelForm): { readonly path: string; readonly text: string } | undefined {
  const { definitions } = plan.helpers;
  if (definitions.length === 0) return undefined;
  const writer = newWriter();
  write(writer, comment(`Functions, classes and constants of the ${plan.package} pipeline.`, ''));
  const head = importLines({ ...bindingsOf(definitions, plan), helpers: [] }, plan, form, placeIn('.', plan, quoteOf(plan)));
  if (head !== '') write(writer, `\n${head}`);
  for (const { piece } of definitions) {
    write(writer, '');
    writePiece(writer, piece, '');
  }
  const names = (isType: boolean) => definitions.filter(({ kind }) => (kind === 'type') === isType).flatMap(definition => definition.names);
  const exported = form.modules === 'esm' ? ['export {', 'export type {'] : ['module.exports = {'];
  exported.forEach((open, at) => {
    if (names(at === 1).length > 0) write(writer, `\n${listed(open, names(at === 1), '};')}`);
  });
  return { path: `src/helpers.${form.extension}`, text: finished(writer) };
}
