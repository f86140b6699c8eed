import type { Json } from '../notebook/notebook.js';
import { digest } from '../source/digest.js';

/** Everything that the values of a node depend on, apart from chance. */
export interface Ingredients {
  /** The manifest's code hash, and digests of hand-edited files of the package. */
  readonly code: readonly string[];
  /** By dataset: fingerprint of the node that makes it, or digest of the file; absent where it cannot be told. */
  readonly inputs: { readonly [dataset: string]: string | undefined };
  /** Values that the node takes. */
  readonly parameters: { readonly [name: string]: Json };
  /** Digests of the files that the node may read in its workspace. */
  readonly files: { readonly [path: string]: string };
  /** Installed versions, that of Python included. */
  readonly versions: { readonly [distribution: string]: string };
}

const parts = ['code', 'inputs', 'parameters', 'files', 'versions'] as const;
export type Part = (typeof parts)[number];

/**
 * The node's fingerprint: one digest per kind of ingredient, so that two
 * fingerprints tell not only whether something changed but what.
 */
export const fingerprint = (ingredients: Ingredients): string => parts.map(part => digest(canonical(ingredients[part])).slice(0, 16)).join('-');

/** The kinds of ingredients in which two fingerprints differ. */
export function changedParts(before: string, after: string): readonly Part[] {
  const [then, now] = [before.split('-'), after.split('-')];
  return parts.filter((_, index) => then[index] !== now[index]);
}

/** JSON with sorted keys: equal values, equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
