import { allArguments } from './arguments.js';
import { put } from './effects.js';
import { lookUp } from './environment.js';
import { anyKey } from './heap.js';
import { only, unionAll } from './locs.js';
import type { Machine } from './machine.js';
import { namesIn, words } from './namespaces.js';
import type { SpecialMeaning } from './special.js';
import { allocate, ofLocs, thing } from './things.js';
import type { Abstract } from './value.js';

/**
 * A model described by a text, where the call is one that takes such a text. Where functions and modules are named in it,
 * the model looks for them again when it is loaded, among the names of who loads it. Types: of the model, and of what cannot travel.
 */
export const formula: SpecialMeaning = (m, { args, span, name, rule }) => {
  const isFirst = rule.parameters?.[0] === 'formula' || name.endsWith('from_formula');
  const text = args.named.get('formula') ?? (isFirst ? args.positional[0] : undefined);
  if (!text) return undefined;
  namesIn(m, { args: { ...args, positional: [text] }, span }, words);
  if (!callsOwn(m, text)) return undefined;
  const model = only(allocate(m, 'formula', span, { type: rule.types?.[0] }));
  put(m, model, anyKey, { locs: unionAll(allArguments(args).map(({ locs }) => locs)) });
  put(m, model, 'names', { locs: only(allocate(m, 'formula-names', span, { type: rule.types?.[1] })) });
  return ofLocs(m, model);
};

const callsOwn = (m: Machine, { texts }: Abstract): boolean =>
  [...(texts ?? [])].some(text => [...text.matchAll(/([^\W\d]\w*)\s*[(.]/gu)].some(([, name = '']) => !isEverywhere(m, name)));

/** Built in, unknown, or numpy by the name that statsmodels itself gives it. */
const isEverywhere = (m: Machine, name: string): boolean =>
  [...(lookUp(m.globals, name)?.value.locs ?? [])].every(loc => name === 'np' && thing(m, loc).path === 'numpy');
