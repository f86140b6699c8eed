import { bindGlobal, readGlobal } from './effects.js';
import { touch, workingFolders } from './files.js';
import { noLocs } from './locs.js';
import { resolvePath } from './paths.js';
import type { Span } from '../source/span.js';
import type { Machine } from './machine.js';
import type { SpecialMeaning } from './special.js';
import { scalar } from './value.js';

/** The working directory becomes what the argument says. */
export const changeDirectory: SpecialMeaning = (m, { args, span }) => {
  const [target] = args.positional;
  const texts = target?.texts ?? ['*'];
  for (const text of texts) touch(m, text, 'list', span);
  const folders = new Set(texts.flatMap(text => workingFolders(m).map(folder => resolvePath(text, folder)?.path ?? '*')));
  bindGlobal(m, '·cwd', { locs: noLocs, type: 'str', texts: [...folders].map(folder => (folder === '.' ? '' : folder)) }, span, 'chdir');
  return scalar;
};

/** Runs a file's code in the notebook's names. */
export const runFile: SpecialMeaning = (m, { args, span }) => {
  for (const text of args.positional[0]?.texts ?? ['*']) touch(m, text.split(/\s+/).find(part => !part.startsWith('-')) ?? '*', 'read', span);
  m.unit.effects.dynamic = true;
  m.openNames = true;
  return scalar;
};

/** Commands that touch no file: they print, or look at packages. */
const harmless =
  /^\s*(echo|printf|date|whoami|uname|hostname|which|nvidia-smi|free|lscpu|nproc|sleep|true|python\d?\s+(--version|-V)|pip\d?\s+(list|show|freeze|--version|install\b[^>]*)|conda\s+(list|info|install\b[^>]*)|python\d?\s+-m\s+pip\s+(list|show|freeze|install\b[^>]*))\b[^<>|&;`$*?[{~]*$/;

/** A command of the system's shell: it sees files and environment, and may change any file. */
export const shell: SpecialMeaning = (m, { args, span }) => runs(m, args.positional[0]?.texts, span);

/** A script for some program: only a shell's can be looked at. */
export const shellScript: SpecialMeaning = (m, { args, span }) => {
  const isShell = args.positional[0]?.texts?.every(program => /^(ba|z|da)?sh$/.test(program.trim()));
  runs(m, isShell ? args.positional[1]?.texts : undefined, span);
  return undefined;
};

function runs(m: Machine, texts: readonly string[] | undefined, span: Span): undefined {
  readGlobal(m, '·cwd', span, 'shell');
  readGlobal(m, '·env', span, 'shell');
  if (texts?.every(text => text.split('\n').every(line => line.trim() === '' || harmless.test(line)))) return undefined;
  touch(m, '*', 'update', span);
  for (const text of texts ?? []) for (const [path] of text.matchAll(above)) touch(m, path, /\.\w+$/.test(path) && !/[*?[]/.test(path) ? 'read' : 'list', span);
  return undefined;
}

/** Words that name something above the working directory, which `*` does not mean. */
const above = /(?<![^\s=<"'(])\.\.(?:\/[^\s"'<>|&;()$`{}]*)?(?=[\s"'<>|&;)]|$)/g;
