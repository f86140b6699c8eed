import type { Span } from '../source/span.js';
import { allArguments, type Arguments } from './arguments.js';
import { touch } from './files.js';
import type { Machine } from './machine.js';
import { isMadeByOwn, isOwnPath } from './ownmembers.js';
import type { Abstract } from './value.js';

/**
 * A library of which nothing is known is given what looks like the path of a file: it may change that file, unless its name says that
 * it reads. Others that are given the same path have to wait.
 */
export function touchNamed(m: Machine, receiver: Abstract, args: Arguments, span: Span, callee = ''): void {
  const paths = allArguments(args).flatMap(({ texts = [] }) => texts.filter(isLikePath));
  if (paths.length === 0) return;
  // What modules beside the notebook do with files, their text says.
  if (isOwnPath(m, callee) || [...receiver.locs].some(loc => isMadeByOwn(m, loc))) return;
  const mode = /(?:^|\.)(?:read|scan|imread)\w*$/i.test(callee) ? 'read' : 'update';
  for (const path of paths) touch(m, path, mode, span, { isGuess: true });
}

/** With an extension or in a folder; no address, no sentence, no name of a name. */
const isLikePath = (text: string): boolean =>
  text.length < 200 && !/__|[\t\n\r"'<>|:;?!,%{}()[\]$#@=&]/.test(text) && (/[^.]\.[a-z]\w{0,9}$/i.test(text) || /^\S+\/\S+$/.test(text));
