import type { Json } from '../notebook/notebook.js';
import { contains, noLocs, union, unionAll, type LocSet } from './locs.js';

/** What is known of a value: the objects that it may be; none for immutable scalars, which cannot be shared. */
export interface Abstract {
  readonly locs: LocSet;
  /** Certain type, scalars included. */
  readonly type?: string | undefined;
  /** Texts that it may be, all of them; `*` stands for parts that are not known. Absent: not known to be text. */
  readonly texts?: readonly string[] | undefined;
  readonly literal?: Json | undefined;
  /** Texts that iterating over it gives, all of them. */
  readonly elementTexts?: readonly string[] | undefined;
  /** An address: means nothing in another process. */
  readonly address?: boolean | undefined;
}

/** A scalar of which nothing is known. */
export const scalar: Abstract = { locs: noLocs };

export const scalarOf = (type: string): Abstract => ({ locs: noLocs, type });

/** More alternatives than this, and a text counts as unknown. */
const textLimit = 8;

/** Either; the first itself where the other adds nothing. */
export function join(a: Abstract, b: Abstract): Abstract {
  const joined: Abstract = {
    locs: union(a.locs, b.locs),
    type: a.type === b.type ? a.type : undefined,
    texts: joinTexts(a.texts, b.texts),
    literal: a.literal === b.literal ? a.literal : undefined,
    elementTexts: joinTexts(a.elementTexts, b.elementTexts),
    address: a.address ?? b.address
  };
  return same(a, joined) ? a : joined;
}

export function joinAll(values: readonly Abstract[]): Abstract {
  const locs = unionAll(values.map(value => value.locs));
  const [first = scalar, ...rest] = values;
  return rest.length === 0 ? first : rest.reduce((all, value) => join(all, { ...value, locs }), { ...first, locs });
}

function joinTexts(a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | undefined {
  if (a === b || !a || !b) return a && b;
  const texts = [...new Set([...a, ...b])];
  return texts.length > textLimit ? undefined : texts;
}

/** The texts that two texts one after the other may give. */
export function appendTexts(a: readonly string[], b: readonly string[]): readonly string[] {
  const texts = [...new Set(a.flatMap(first => b.map(second => (first + second).replace(/\*+/g, '*'))))];
  return texts.length > textLimit ? ['*'] : texts;
}

export const same = (a: Abstract, b: Abstract): boolean =>
  a.type === b.type &&
  a.literal === b.literal &&
  a.address === b.address &&
  sameTexts(a.texts, b.texts) &&
  sameTexts(a.elementTexts, b.elementTexts) &&
  a.locs.size === b.locs.size &&
  contains(a.locs, b.locs);

const sameTexts = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** A key under which an equal value is found again. */
export const signature = ({ locs, type, texts, literal, elementTexts }: Abstract): string =>
  JSON.stringify([[...locs].sort((a, b) => a - b), type, texts, literal, elementTexts]);
