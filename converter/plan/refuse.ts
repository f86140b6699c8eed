import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { dynamicCode, historyVariable, interactiveInput } from '../diagnostics/messages.js';
import type { RungReason } from '../languages/language.js';
import type { CellLocation } from '../source/span.js';
import type { GroupEffects } from './effects.js';

/** Rung 4: what a pipeline cannot repeat, one diagnostic a place. */
export function refusals(groups: readonly GroupEffects[]): readonly Diagnostic[] {
  return groups.flatMap(group => {
    const refused = group.rungs.filter(reason => reason.rung === 'refused' && !isOwnName(reason, group));
    return refused.map(reason => refusal(reason, { cell: reason.cell, span: reason.span }));
  });
}

/** The notebook has bound the name itself by then: `_` of a loop is not the last result. */
const isOwnName = ({ detail }: RungReason, { exit }: GroupEffects): boolean => detail !== undefined && exit.get(detail)?.certainty === 'always';

function refusal({ rule, detail }: RungReason, at: CellLocation): Diagnostic {
  switch (rule) {
    case 'input':
      return interactiveInput(detail ?? 'input', at);
    case 'history':
      return historyVariable(detail ?? '_', at);
    default:
      return dynamicCode(detail ?? rule, at);
  }
}
