import { allArguments, argument } from './arguments.js';
import { workingFolders } from './files.js';
import { noLocs } from './locs.js';
import type { Machine } from './machine.js';
import { formatted } from './formatted.js';
import { absolute, joinPath, namePath, parentPath, stemPath, withSuffix } from './paths.js';
import type { SpecialCall, SpecialMeaning } from './special.js';
import { scalar, type Abstract } from './value.js';

/** Texts of a path-like value; unknown ones are any text. */
const textsOf = (value: Abstract | undefined): readonly string[] => value?.texts ?? ['*'];

/** The rule's result type, with the texts. */
function folded({ rule, self }: SpecialCall, texts: readonly string[]): Abstract {
  const returns = typeof rule.returns === 'string' ? rule.returns : '';
  const type = returns.startsWith('scalar:') ? returns.slice('scalar:'.length) : self?.type;
  const distinct = [...new Set(texts)];
  return { locs: noLocs, type, texts: distinct.length > 8 ? ['*'] : distinct };
}

const each =
  (change: (text: string, m: Machine, second: string) => string): SpecialMeaning =>
  (m, call) => {
    const [first, second] = call.self ? [call.self, argument(call.args, 0)] : [argument(call.args, 0), argument(call.args, 1)];
    return folded(
      call,
      textsOf(first).flatMap(text => (second ? textsOf(second) : ['']).map(other => change(text, m, other)))
    );
  };

const joined: SpecialMeaning = (_m, call) => {
  const parts = [...(call.self ? [call.self] : []), ...allArguments(call.args)];
  let texts: readonly string[] = [''];
  for (const part of parts) texts = texts.flatMap(text => textsOf(part).map(other => joinPath(text, other))).slice(0, 9);
  return folded(call, texts);
};

/** Paths and texts put together from parts. */
export const pathSpecials: { readonly [special: string]: SpecialMeaning } = {
  'path-join': joined,
  'path-same': each(text => text),
  'path-parent': each(parentPath),
  'path-name': each(namePath),
  'path-dirname': each(text => (parentPath(text) === '.' ? '' : parentPath(text))),
  text: (m, call) => {
    const [first = scalar] = call.args.positional;
    formatted(m, first, call.span);
    return folded(call, first.texts ?? (typeof first.literal === 'number' ? [String(first.literal)] : ['*']));
  },
  'path-stem': each(stemPath),
  'path-suffix': each((text, _m, suffix) => withSuffix(text, suffix)),
  'path-with-name': each((text, _m, name) => joinPath(parentPath(text), name)),
  'path-absolute': (m, call) =>
    folded(
      call,
      textsOf(call.self ?? argument(call.args, 0)).flatMap(text => workingFolders(m).map(folder => absolute(text, folder)))
    ),
  'path-here': (m, call) =>
    folded(
      call,
      workingFolders(m).map(folder => absolute('', folder))
    ),
  'text-replace': (_m, call) => {
    const [from, to] = call.args.positional;
    if (!call.self?.texts || !from?.texts || !to?.texts || call.args.positional.length > 2) return undefined;
    const [self, old, replacement] = [call.self.texts, from.texts, to.texts];
    if ([...self, ...old].some(text => text.includes('*'))) return undefined;
    return folded(
      call,
      self.flatMap(text => old.flatMap(one => replacement.map(other => text.split(one).join(other))))
    );
  }
};
