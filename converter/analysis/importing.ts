import type { Value } from '../languages/language.js';
import type { Machine } from './machine.js';
import { allocate, libraryThing } from './things.js';
import { applyRule, noteLibrary } from './library.js';
import { attributeOf } from './parts.js';
import { noArguments } from './arguments.js';
import { noteFile, readGlobal } from './effects.js';
import { only } from './locs.js';
import type { Abstract } from './value.js';

/** A module, or a member of one; importing may change hidden state, and a module beside the notebook is a file. */
export function importValue(m: Machine, { module, member, loads, span }: Extract<Value, { kind: 'import' }>): Abstract {
  const full = loads ?? module;
  const file = m.knowledge.library(full);
  noteLibrary(m, full, span);
  if (file?.onImport) applyRule(m, file.onImport, { args: noArguments, span, name: 'import', library: full });
  if (!file) readLocal(m, full, member, span);
  if (member === '*') {
    m.stars.push({ module, cell: m.cellIndex, span });
    return { locs: only(allocate(m, 'star', span)) };
  }
  const loc = libraryThing(m, module);
  return member === undefined ? { locs: only(loc) } : attributeOf(m, loc, member, span);
}

/** Where the notebook writes modules itself, an import may read one of them. */
function readLocal(m: Machine, module: string, member: string | undefined, span: Parameters<typeof noteFile>[2]): void {
  readGlobal(m, '·path', span, 'import');
  const path = module.split('.').join('/');
  const candidates = [`${path}.py`, `${path}/__init__.py`, ...(member === undefined || member === '*' ? [] : [`${path}/${member}.py`])];
  for (const candidate of candidates) if (m.written.has(candidate) || m.written.has('*')) noteFile(m, { path: candidate, mode: 'read' }, span);
}
