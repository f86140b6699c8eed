import type { Span } from '../source/span.js';
import type { FileAccess } from './analysis.js';
import { lookUp } from './environment.js';
import { noteFile, readGlobal } from './effects.js';
import type { FileRule } from '../languages/knowledge.js';
import { noLocs } from './locs.js';
import type { Machine } from './machine.js';
import { meetOpen } from './openfiles.js';
import { commonType, thing, type Thing } from './things.js';
import { isAbsolute, resolvePath } from './paths.js';
import { argumentAt, referred, type Applied } from './references.js';
import type { Abstract } from './value.js';

/** The files that a library call touches, as far as its arguments tell; gives those that it may leave open for writing. */
export function touchFiles(m: Machine, rule: FileRule, call: Applied): readonly string[] {
  const value = /^[*.]/.test(rule.path) ? { locs: noLocs, texts: [rule.path] } : referred(m, rule.path, call);
  if (!value || value.literal === null) return [];
  const texts = textsOf(m, value, rule.path === 'self');
  if (!texts) return [];
  return modesOf(rule.mode, call).flatMap(mode => {
    const paths = texts.flatMap(text =>
      touch(
        m,
        rule.suffix !== undefined && !text.endsWith(rule.suffix) ? text + rule.suffix : text,
        mode,
        call.span,
        rule.folders === true ? { folders: true } : {}
      )
    );
    return rule.open === true && mode !== 'read' ? paths : [];
  });
}

/** Texts of a path; absent where the value is no path but an open file or data. */
function textsOf(m: Machine, value: Abstract, isSelf: boolean): readonly string[] | undefined {
  if (value.texts) return value.texts;
  if (value.elementTexts) return value.elementTexts;
  if (value.locs.size === 0 || isSelf) return ['*'];
  const mayName = ({ type, path }: Thing) => path === undefined && (type === undefined || m.knowledge.type(type).namesFile === true);
  // A text on some paths leaves a value of no one type.
  const type = commonType(m, value.locs);
  return type !== value.type || [...value.locs].some(loc => mayName(thing(m, loc))) ? ['*'] : undefined;
}

/** Gives the paths that the text may mean. */
export function touch(m: Machine, text: string, mode: FileAccess['mode'], span: Span, more: Pick<FileAccess, 'folders' | 'isGuess'> = {}): readonly string[] {
  if (!isAbsolute(text)) readGlobal(m, '·cwd', span, 'file');
  return workingFolders(m).flatMap(folder => {
    const resolved = resolvePath(text, folder);
    if (!resolved) return [];
    meetOpen(m, resolved.path, mode, span);
    if (mode !== 'read' && mode !== 'list') m.written.add(resolved.path);
    noteFile(m, { path: resolved.path, mode, ...(resolved.outside && { outside: true }), ...more }, span);
    return [resolved.path];
  });
}

/** Where relative paths begin. */
export const workingFolders = (m: Machine): readonly string[] => {
  const slot = lookUp(m.globals, '·cwd');
  return slot && slot.state !== 'unbound' ? [...(slot.value.texts ?? ['*']), ...(slot.state === 'maybe' ? [''] : [])] : [''];
};

function modesOf(mode: string, call: Applied): readonly FileAccess['mode'][] {
  if (!mode.startsWith('mode:')) return [mode as FileAccess['mode']];
  const value = argumentAt(mode.slice('mode:'.length), call);
  if (!value) return ['read'];
  if (!value.texts) return ['update'];
  return [...new Set(value.texts.map(modeOf))];
}

/** `r`, `w`, `a+`, … */
function modeOf(text: string): FileAccess['mode'] {
  if (/[wx]/.test(text)) return 'write';
  if (/[a+]/.test(text) || text.includes('*')) return 'update';
  return 'read';
}
