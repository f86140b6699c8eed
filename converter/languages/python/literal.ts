import type { Json } from '../../notebook/notebook.js';

/** A value as Python source; `type` as in `LiteralAssignment`. */
export function literal(value: Json, type: string): string {
  const { name, parts } = typeParts(type);
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numeral(value, name);
  if (typeof value === 'string') return quoted(value);
  if (isList(value))
    return sequence(
      value.map((item, at) => literal(item, parts[at] ?? '')),
      name
    );
  const entries = Object.entries(value).map(([key, item], at) => `${quoted(key)}: ${literal(item, parts[at] ?? '')}`);
  return `{${entries.join(', ')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function numeral(value: number, type: string): string {
  // Python's numerals have no exponent sign problem, but a whole float needs its point.
  const text = String(value);
  return type === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function sequence(items: readonly string[], type: string): string {
  if (type === 'tuple') return items.length === 1 ? `(${items.join('')},)` : `(${items.join(', ')})`;
  if (type === 'set') return items.length === 0 ? 'set()' : `{${items.join(', ')}}`;
  return `[${items.join(', ')}]`;
}

/** `list[int, tuple[float]]` → `list` and the types inside. */
export function typeParts(type: string): { readonly name: string; readonly parts: readonly string[] } {
  const open = type.indexOf('[');
  if (open < 0) return { name: type, parts: [] };
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let at = start; at < type.length; at++) {
    const isEnd = depth === 0 && (type[at] === ',' || type[at] === ']');
    if (isEnd) {
      parts.push(type.slice(start, at).trim());
      start = at + 1;
    }
    if (type[at] === '[') depth++;
    if (type[at] === ']') depth--;
  }
  return { name: type.slice(0, open), parts };
}

/** A string as Python source, in double quotes; safe for any text, lone surrogates included. */
export function quoted(text: string): string {
  const escaped = text.replace(/[\\"\u0000-\u001f\u007f-\u00a0\u2028\u2029\ud800-\udfff\ufeff]/gu, character => escapes[character] ?? unicode(character));
  return `"${escaped}"`;
}

const escapes: { readonly [character: string]: string } = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function unicode(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
