import type { Analysis } from '../analysis/analysis.js';
import type { Typing } from '../languages/language.js';
import type { Movables } from './movable.js';

/** A type as text, and the names of the notebook that it means. */
export interface KnownType {
  readonly text: string;
  readonly mentions: readonly string[];
}

/** Longer chains of "the same type as" are not followed. */
const furthest = 12;

/**
 * The types of names, where the notebook's text tells them: all that declares a name says the same, and every name in
 * the type means the same in any module of the project.
 */
export function findTypes({ cells }: Analysis, { imports, helpers }: Movables): (name: string) => KnownType | undefined {
  const said = new Map<string, Typing[]>();
  for (const typing of cells.flatMap(({ facts }) => facts.typings ?? [])) said.set(typing.of, [...(said.get(typing.of) ?? []), typing]);
  const bound = new Set(cells.flatMap(({ facts }) => facts.statements.flatMap(({ binds }) => binds)));

  const isShared = (name: string) => !bound.has(name) || imports.has(name) || helpers.has(name);

  function typeOf(path: string, depth: number): KnownType | undefined {
    if (depth > furthest) return undefined;
    const [first, ...more] = (said.get(path) ?? []).map(typing => resolved(typing, depth));
    if (first) return more.every(each => each?.text === first.text) ? first : undefined;
    return said.has(path) ? undefined : memberOf(path, depth);
  }

  function resolved({ text, mentions = [], like = [], isNumeric = false }: Typing, depth: number): KnownType | undefined {
    if (text !== undefined) return { text, mentions };
    for (const path of like) {
      const type = typeOf(path, depth + 1);
      if (type && (!isNumeric || type.text === 'number' || type.text === 'bigint')) return type;
    }
    return undefined;
  }

  /** `law.slope`, where `law` is a `Line` and that has a `slope`. */
  function memberOf(path: string, depth: number): KnownType | undefined {
    const [, awaited = '', owner = '', member = ''] = /^(await )?(.+)\.(\w+(?:\(\))?)$/.exec(path) ?? [];
    const type = owner === '' ? undefined : typeOf(owner, depth + 1);
    return type && /^\w+$/.test(type.text) ? typeOf(`${awaited}${type.text}#${member}`, depth + 1) : undefined;
  }

  return name => {
    const type = typeOf(name, 0);
    return type?.mentions.every(isShared) === true ? type : undefined;
  };
}
