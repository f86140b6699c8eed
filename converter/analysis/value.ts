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

export function join(a: Abstract, b: Abstract): Abstract {
  if (a === b) return a;
  const locs = union(a.locs, b.locs);
  const type = a.type === b.type ? a.type : undefined;
  const texts = joinTexts(a, b);
  const literal = a.literal !== undefined && a.literal === b.literal ? a.literal : undefined;
  const address = a.address ?? b.address;
  const elementTexts = a.elementTexts && b.elementTexts ? joinTexts({ locs, texts: a.elementTexts }, { locs, texts: b.elementTexts }) : undefined;
  if (locs === a.locs && type === a.type && texts === a.texts && elementTexts === a.elementTexts && literal === a.literal && address === a.address) return a;
  return { locs, type, texts, literal, elementTexts, address };
}

export function joinAll(values: readonly Abstract[]): Abstract {
  if (values.length < 2) return values[0] ?? scalar;
  const locs = unionAll(values.map(value => value.locs));
  const [first, ...rest] = values.map(value => (value.locs === locs ? value : { ...value, locs }));
  return rest.reduce(join, first ?? scalar);
}

function joinTexts(a: Abstract, b: Abstract): readonly string[] | undefined {
  if (!a.texts || !b.texts) return undefined;
  if (b.texts.every(text => a.texts?.includes(text))) return a.texts;
  const texts = [...new Set([...a.texts, ...b.texts])];
  return texts.length > textLimit ? undefined : texts;
}

/** The texts that two texts one after the other may give. */
export function appendTexts(a: readonly string[], b: readonly string[]): readonly string[] {
  const texts = [...new Set(a.flatMap(first => b.map(second => (first + second).replace(/\*+/g, '*'))))];
  return texts.length > textLimit ? ['*'] : texts;
}

export function same(a: Abstract, b: Abstract): boolean {
  if (a === b) return true;
  return (
    a.type === b.type &&
    a.literal === b.literal &&
    a.address === b.address &&
    sameTexts(a.texts, b.texts) &&
    sameTexts(a.elementTexts, b.elementTexts) &&
    a.locs.size === b.locs.size &&
    contains(a.locs, b.locs)
  );
}

function sameTexts(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((text, index) => text === b[index]);
}

/** A key under which an equal value is found again. */
export function signature({ locs, type, texts, literal, elementTexts }: Abstract): string {
  return `${[...locs].sort((a, b) => a - b).join(',')}:${type ?? ''}:${texts?.join('|') ?? ''}:${elementTexts?.join('|') ?? ''}:${typeof literal === 'object' ? JSON.stringify(literal) : String(literal)}`;
}
