import type { Value } from '../languages/language.js';
import type { Machine } from './machine.js';
import { allocate, libraryThing, thing } from './things.js';
import { applyRule, noteLibrary } from './library.js';
import { attributeOf } from './parts.js';
import { member as namedMember, namesHere } from './namespaces.js';
import { noArguments } from './arguments.js';
import { bindGlobal, noteFile, readGlobal } from './effects.js';
import { flatten, isGone } from './environment.js';
import { absoluteModule, importOwn } from './ownmodules.js';
import { only } from './locs.js';
import { join, type Abstract } from './value.js';
import type { Span } from '../source/span.js';

/** A module, or a member of one; importing may change hidden state, and a module beside the notebook is a file. */
export function importValue(m: Machine, { module, member, loads, span }: Extract<Value, { kind: 'import' }>): Abstract {
  const full = absoluteModule(m, loads ?? module);
  const file = m.knowledge.library(full);
  noteLibrary(m, full, span);
  for (let path = full; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) m.modules.add(path);
  if (file?.onImport) applyRule(m, file.onImport, { args: noArguments, span, name: 'import', library: full });
  if (!file) {
    readLocal(m, full, member, span);
    importOwn(m, member === undefined || member === '*' ? full : `${full}.${member}`, span);
  }
  if (member === '*') {
    m.stars = [...m.stars, { module, cell: m.cellIndex, span }];
    rebind(m, module, span);
    return { locs: only(allocate(m, 'star', span)) };
  }
  if (module === m.knowledge.protocols.main) return member === undefined ? namesHere(m, span) : namedMember(m, member, span);
  const loc = libraryThing(m, absoluteModule(m, module));
  return member === undefined ? { locs: only(loc) } : attributeOf(m, loc, member, span);
}

/** Where the notebook writes modules itself, an import may read one of them. */
function readLocal(m: Machine, module: string, member: string | undefined, span: Parameters<typeof noteFile>[2]): void {
  readGlobal(m, '·path', span, 'import');
  const path = module.split('.').join('/');
  const candidates = [`${path}.py`, `${path}/__init__.py`, `${path}/${member ?? ''}.py`];
  for (const candidate of candidates) if (m.written.has(candidate) || m.written.has('*')) noteFile(m, { path: candidate, mode: 'read' }, span);
}

/** A star import takes over the names that the module has; where it is not known to have one, it may. */
function rebind(m: Machine, module: string, span: Span): void {
  for (const [name, slot] of flatten(m.globals)) {
    if (/^[·_]/u.test(name) || isGone(slot)) continue;
    const { value } = slot;
    const things = [...value.locs].map(loc => thing(m, loc));
    const path = `${module}.${name}`;
    const imported: Abstract = { locs: only(libraryThing(m, path)) };
    const isSure = m.knowledge.listed(path) !== undefined || m.knowledge.attribute(path) !== undefined;
    if (!isSure && things.some(one => one.path !== undefined)) continue;
    if (!isSure) readGlobal(m, name, span, 'star-import');
    bindGlobal(m, name, isSure ? imported : things.some(({ body }) => body !== undefined) ? join(value, imported) : value, span, 'star-import');
  }
}
