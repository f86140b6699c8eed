import { parseDocument } from 'yaml';

const longest = 10_000;
const mostParts = 200;

/** What needs no parser: by far the most. */
const plainScalar = /^[ \t]*[\w./][\w./ ,-]{0,200}$/;

export type YamlText = string | readonly YamlText[] | { readonly [key: string]: YamlText };

/** A short YAML value, every scalar as the text that was written; absent where it is no YAML, or more than a setting can be. */
export function parseYamlText(text: string): YamlText | undefined {
  if (plainScalar.test(text)) return text.trim();
  const parts = text.length > longest ? Infinity : [...text.matchAll(/[[{]|(?:^|\s)[-?](?=\s)/gm)].length;
  if (parts > mostParts) return undefined;
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : ((document.toJS({ maxAliasCount: 0 }) as YamlText | null) ?? '');
  } catch {
    return undefined; // aliases, which can make a small text huge
  }
}
