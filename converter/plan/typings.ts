import type { Analysis } from '../analysis/analysis.js';
import type { Typing } from '../languages/language.js';
import { boundIn } from './bindings.js';
import type { Movables } from './movable.js';

/** A type as text, and the names of the notebook that it means. */
export interface KnownType {
  readonly text: string;
  readonly mentions: readonly string[];
}

/**
 * The types of names, where the notebook's text tells them: all that declares a name says the same, and every name in
 * the type means the same in any module of the project.
 */
export function findTypes({ cells }: Analysis, { imports, helpers }: Movables): (name: string) => KnownType | undefined {
  const said = new Map<string, Typing[]>();
  for (const typing of cells.flatMap(({ facts }) => facts.typings ?? [])) said.set(typing.of, [...(said.get(typing.of) ?? []), typing]);
  const bound = new Set(cells.flatMap(({ facts }) => boundIn(facts).flat()));

  const isShared = (name: string) => !bound.has(name) || imports.has(name) || helpers.has(name);

  const found = new Map<string, KnownType | undefined>();

  /** What is still being looked for, by way of itself, is not known. */
  function typeOf(path: string): KnownType | undefined {
    if (found.has(path)) return found.get(path);
    found.set(path, undefined);
    const type = said.has(path) ? common(said.get(path) ?? []) : memberOf(path);
    found.set(path, type);
    return type;
  }

  function common([head, ...others]: readonly Typing[]): KnownType | undefined {
    const type = head && resolved(head);
    return type && others.every(other => resolved(other)?.text === type.text) ? type : undefined;
  }

  function resolved({ text, mentions = [], like = [], isNumeric = false }: Typing): KnownType | undefined {
    if (text !== undefined) return { text, mentions };
    for (const path of like) {
      const type = typeOf(path);
      if (type && (!isNumeric || type.text === 'number' || type.text === 'bigint')) return type;
    }
    return undefined;
  }

  /** `law.slope`, where `law` is a `Line` and that has a `slope`. */
  function memberOf(path: string): KnownType | undefined {
    const [, awaited = '', owner = '', member = ''] = /^(await )?(.+)\.(\w+(?:\(\))?)$/.exec(path) ?? [];
    const type = owner === '' ? undefined : typeOf(owner);
    return type && /^\w+$/.test(type.text) ? typeOf(`${awaited}${type.text}#${member}`) : undefined;
  }

  return name => {
    const type = typeOf(name);
    return type?.mentions.every(isShared) === true ? type : undefined;
  };
}
