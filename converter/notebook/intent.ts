import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { conflictingTags, invalidNodeName } from '../diagnostics/messages.js';
import { canBeIdentifier } from '../source/identifiers.js';
import { cellFields, type CellField } from './fields.js';
import type { Form } from './form.js';
import type { CellIntent, CellRole } from './notebook.js';

/** Puts together what the forms say of a cell, strongest first. */
export function combineForms(all: readonly Form[], cell: string): { readonly intent: CellIntent; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics = all.flatMap(form => form.diagnostics);
  const forms = all.filter(({ entries }) => entries.length > 0);
  const directives = all.flatMap(form => form.directives).sort((a, b) => a.from - b.from);
  if (forms.length === 0) return { intent: { directives }, diagnostics };

  const at = { cell };
  const marks = distinct(forms.flatMap(marksOf), ({ what }) => what);
  const [mark] = marks;
  if (marks.length > 1) diagnostics.push(conflictingTags(marks, at));
  if (mark?.node !== undefined && !canBeIdentifier(mark.node)) diagnostics.push(invalidNodeName(mark.node, at));
  const given = new Set(forms.flatMap(({ entries }) => entries.map(({ field }) => field)));
  const fields = otherFields.filter(field => given.has(field)).map(field => combineField(field, forms, cell));
  return {
    intent: {
      ...(mark && { role: mark.role }),
      ...(mark?.node !== undefined && { node: mark.node }),
      ...Object.fromEntries(fields.map(({ field, value }) => [field, value])),
      directives
    },
    diagnostics: [...diagnostics, ...fields.flatMap(({ conflicts }) => conflicts)]
  };
}

const otherFields = (Object.keys(cellFields) as CellField[]).filter(field => field !== 'role' && field !== 'node');

interface Mark {
  readonly role: CellRole;
  readonly node?: string;
  /** As a tag would say it. */
  readonly what: string;
  readonly by: string;
}

/** What a form says the cell is; more than one where it contradicts itself. */
function marksOf({ by, entries }: Form): readonly Mark[] {
  const roles = entries.flatMap(({ field, value }) => (field === 'role' ? [value as CellRole] : []));
  const nodes = entries.flatMap(({ field, value }) => (field === 'node' ? [value as string] : []));
  const named = nodes.length > 0 || !roles.includes('node') ? nodes : [''];
  return [
    ...named.map((node): Mark => ({ role: 'node', node, what: `node:${node}`, by })),
    ...roles.filter(role => role !== 'node').map((role): Mark => ({ role, what: role, by }))
  ];
}

/** Lists and objects of one form add up; of different forms the strongest counts, and a difference is told. */
function combineField(
  field: CellField,
  forms: readonly Form[],
  cell: string
): { readonly field: CellField; readonly value: unknown; readonly conflicts: readonly Diagnostic[] } {
  const said = forms.flatMap(({ by, entries }) => {
    const values = entries.flatMap(entry => (entry.field === field ? [entry.value] : []));
    return values.length === 0 ? [] : sum(values).map(value => ({ by, value, what: `${field}: ${JSON.stringify(value)}` }));
  });
  const different = distinct(said, ({ what }) => what);
  return { field, value: said[0]?.value, conflicts: different.length > 1 ? [conflictingTags(different, { cell })] : [] };
}

/** One value where they add up, else all. */
function sum(values: readonly unknown[]): readonly unknown[] {
  if (values.length < 2) return values;
  if (values.every(value => Array.isArray(value))) return [[...new Set(values.flat())]];
  if (values.every(value => typeof value === 'object')) return [Object.assign({}, ...values)];
  return values;
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const seen = new Set<string>();
  return items.filter(item => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}
