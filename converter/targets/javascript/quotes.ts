import type { Plan } from '../../plan/plan.js';

export type Quote = '"' | "'";

/** Strings of one line without anything escaped, where an expression may stand. */
const strings = /(?<=[\s([{,=:+?!]|^)(["'])[^"'\\\n]*\1/gm;

/** Text without what it says in plain strings, so that words in them are not taken for names. */
export const withoutStrings = (text: string): string => text.replace(strings, '""');

/** The quotes that the notebook's author uses more often; double ones where none are used. */
export function quoteOf({ nodes, helpers }: Plan): Quote {
  const pieces = [...nodes.flatMap(({ body }) => body), ...helpers.definitions.map(({ piece }) => piece)];
  const found = pieces.flatMap(({ text }) => [...text.matchAll(strings)].map(([, quote]) => quote));
  return found.filter(quote => quote === "'").length * 2 > found.length ? "'" : '"';
}

/** The module's name of an import in other quotes; names with quotes of their own stay as they are. */
export const requoted = (line: string, quote: Quote): string =>
  line.replace(/(\bfrom |\brequire\(|^import |\bimport\()(["'])([^"'\\\n]*)\2/g, (_, before: string, __, name: string) => `${before}${quote}${name}${quote}`);
