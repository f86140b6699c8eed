import type { Span } from '../source/span.js';
import { put } from './effects.js';
import { only } from './locs.js';
import type { Machine } from './machine.js';
import { namesHere } from './namespaces.js';
import { allObjects, changeEverything } from './objects.js';
import type { SpecialMeaning } from './special.js';
import { allocate } from './things.js';
import { scalar, type Abstract } from './value.js';

/** What may lead to any object, e.g. the list of all that the garbage collector knows. */
export const everything: SpecialMeaning = (m, { span }) => anything(m, span);

function anything(m: Machine, span: Span): Abstract {
  const found = allocate(m, 'everything', span);
  put(m, only(found), '*', { locs: allObjects(m, span) });
  return { locs: only(found) };
}

/** The same for what looks at frames and at the names that functions find: these must be the notebook's. */
export const frames: SpecialMeaning = (m, { span }) => {
  namesHere(m, span);
  return anything(m, span);
};

/** Code outside the language, which gets at memory by its address. */
export const foreignCode: SpecialMeaning = (m, { span, rule }) => {
  changeEverything(m, span);
  const found = allocate(m, 'foreign', span, { type: rule.types?.[0] });
  put(m, only(found), '*', { locs: allObjects(m, span) });
  return { locs: only(found), type: rule.types?.[0] };
};

/** What a cell changes of the shell itself, every later cell of a notebook feels; a pipeline has no shell. */
export const refuseShell: SpecialMeaning = (m, { span, name }) => {
  m.unit.effects.rungs.set(`shell:${span.from}`, { rung: 'refused', rule: 'get-ipython', detail: `get_ipython() … .${name}`, span });
  return scalar;
};

/** Code that nothing is known of: it may read and bind any name, and change any object. */
export const anyCode: SpecialMeaning = (m, { span }) => {
  m.unit.effects.dynamic = true;
  m.openNames = true;
  changeEverything(m, span);
  return anything(m, span);
};
