import { chooseBackend } from './backends.js';
import { runText } from './code.js';
import { bufferView, combined, data, nested, promised, reduced } from './gathering.js';
import { formula } from './formulas.js';
import { anyCode, everything, foreignCode, frames, refuseShell } from './everything.js';
import { copyOf, deepCopyOf, rebuilt, replaceIn } from './copying.js';
import { callPartial, makePartial } from './partial.js';
import { pathSpecials } from './pathfold.js';
import { getAttribute, setAttribute, superObject, superOf, namesOfAll, lineageOf, subclassesOf, typeOf, variablesOf } from './reflection.js';
import { bindWords, namesIn, namespaceOf, words } from './namespaces.js';
import { changeDirectory, runFile, shell, shellScript } from './commands.js';
import { pickled, unpickled } from './pickles.js';
import {
  asNumber,
  checkClass,
  compareElements,
  enterContext,
  groupElement,
  hasAttribute,
  invokeDirect,
  invokeElements,
  invokeSelf,
  iteratorOf,
  sumOf,
  writeOut
} from './protocolcalls.js';
import {
  awaited,
  bindMethod,
  cacheDecorator,
  callFirst,
  callFirstHeld,
  callHeld,
  callHeldMapped,
  consumeSelf,
  copiesOf,
  fieldsOf,
  figureAndAxes,
  fitHeld,
  importByName,
  makeManager,
  pipe
} from './wrapping.js';
import { setUp, setUpFirst } from './setup.js';
import type { LibraryCall } from './library.js';
import type { Rule } from '../languages/knowledge.js';
import type { Machine } from './machine.js';
import type { Abstract } from './value.js';

export interface SpecialCall extends LibraryCall {
  readonly rule: Rule;
  readonly called?: Abstract | undefined;
}

export type SpecialMeaning = (m: Machine, call: SpecialCall) => Abstract | undefined;

const wrapping = () => ({
  'call-held': callHeld,
  'call-held-mapped': callHeldMapped,
  'make-manager': makeManager,
  'call-first-held': callFirstHeld,
  pipe,
  await: awaited,
  'consume-self': consumeSelf,
  fields: fieldsOf,
  'lru-cache': cacheDecorator,
  copies: copiesOf,
  'figure-and-axes': figureAndAxes
});

const copying = () => ({ copy: copyOf, deepcopy: deepCopyOf, clone: rebuilt, replace: replaceIn });

/** Meanings that library knowledge names and no verb can say. Absent result: what the rule's `returns` says. */
const allMeanings = (): { readonly [special: string]: SpecialMeaning } => ({
  ...pathSpecials,
  ...wrapping(),
  code: runText,
  ...copying(),
  'bound-method': bindMethod,
  partial: makePartial,
  'call-partial': callPartial,
  'call-first': callFirst,
  'get-attribute': getAttribute,
  'set-attribute': setAttribute,
  super: superObject,
  'super-of': superOf,
  nested,
  data,
  combine: combined,
  reduce: reduced,
  promise: promised,
  everything,
  'any-code': anyCode,
  'foreign-code': foreignCode,
  frames,
  'refuse-shell': refuseShell,
  subclasses: subclassesOf,
  lineage: lineageOf,
  'buffer-view': bufferView,
  'type-of': typeOf,
  variables: variablesOf,
  directory: namesOfAll,
  names: namespaceOf,
  'bind-words': bindWords,
  query: (m, call) => namesIn(m, call, /@((?:[^\W\d]|\*)[\w*]*)/gu),
  sql: (m, call) => namesIn(m, call, words),
  formula,
  'change-directory': changeDirectory,
  'run-file': runFile,
  shell,
  'shell-script': shellScript,
  invoke: invokeDirect,
  'invoke-elements': invokeElements,
  'write-out': writeOut,
  'invoke-self': invokeSelf,
  number: asNumber,
  sum: sumOf,
  'check-class': checkClass,
  iterator: iteratorOf,
  'compare-elements': compareElements,
  'has-attribute': hasAttribute,
  enter: enterContext,
  'group-element': groupElement,
  'figure-backend': chooseBackend,
  fit: fitHeld,
  'set-up': setUp,
  'set-up-first': setUpFirst,
  'import-module': importByName,
  pickle: pickled,
  unpickle: unpickled
});

let known: ReturnType<typeof allMeanings> | undefined;

/** By name. Made when it is first asked for: the files that have these meanings import this one, too. */
export const meanings = (): ReturnType<typeof allMeanings> => (known ??= allMeanings());

export const applySpecial: (m: Machine, special: string, call: SpecialCall) => Abstract | undefined = (m, special, call) => meanings()[special]?.(m, call);
