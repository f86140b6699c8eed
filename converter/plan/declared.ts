import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { declaredOutputNotWritten, undeclaredInput } from '../diagnostics/messages.js';
import type { GroupEffects } from './effects.js';
import type { Layout } from './layout.js';

/** What the author declared for each node, held against what its code does. */
export function checkDeclarations({ groups, traffic }: Layout): readonly Diagnostic[] {
  return groups.flatMap((group, index) => {
    if (group.group.kind !== 'node') return [];
    const { inputs, outputs } = group.settings;
    const taken = (traffic.inputs[index] ?? []).flatMap(({ takes }) => takes);
    const undeclared = inputs === undefined ? [] : taken.filter(name => group.uses.has(name) && !inputs.includes(name));
    const unwritten = (outputs ?? []).filter(name => !(traffic.outputs[index] ?? []).some(({ names }) => names.includes(name)));
    return [
      ...undeclared.map(name => undeclaredInput(name, group.group.name, group.uses.get(name)?.at ?? placeOf(group))),
      ...unwritten.map(name => declaredOutputNotWritten(name, group.group.name, placeOf(group)))
    ];
  });
}

const placeOf = (group: GroupEffects) => ({ cell: group.cells[0]?.cell.id ?? '' });
