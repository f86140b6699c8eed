import { parseTree, type Node } from 'jsonc-parser';
import { applyEdits, type Edit } from '../source/edits.js';

/** What to write as `metadata.espalier` of a cell. */
export interface CellTag {
  /** Place among all cells. */
  readonly index: number;
  readonly settings: { readonly [key: string]: string };
}

/** How the file is laid out: what one level is indented by (nothing: all on one line), and what stands between. */
interface Style {
  readonly unit: string;
  readonly end: string;
  readonly colon: string;
  readonly comma: string;
}

/** The notebook's text with these settings added to the metadata of its cells; every other character stays. */
export function writeTags(text: string, tags: readonly CellTag[]): string {
  const cells = valueOf(parseTree(text), 'cells')?.children ?? [];
  const style = styleOf(text);
  return applyEdits(
    text,
    tags.flatMap(({ index, settings }) => {
      const cell = cells[index];
      return cell ? [addMember({ object: cell, depth: 2, path: ['metadata', 'espalier'], value: settings }, style)].flat() : [];
    })
  );
}

const valueOf = (object: Node | undefined, key: string): Node | undefined =>
  object?.children?.find(property => property.children?.[0]?.value === key)?.children?.[1];

interface Addition {
  readonly object: Node;
  /** Of the object in the document: 0 for the document itself. */
  readonly depth: number;
  readonly path: readonly string[];
  readonly value: CellTag['settings'];
}

/** Goes down the path as far as it exists, and adds the rest there. */
function addMember({ object, depth, path, value }: Addition, style: Style): readonly Edit[] {
  const [key, ...rest] = path;
  if (key === undefined) {
    return Object.entries(value).flatMap(([name, setting]) => (valueOf(object, name) ? [] : [insert(object, { depth, key: name, value: setting }, style)]));
  }
  const there = valueOf(object, key);
  if (there?.type === 'object') return addMember({ object: there, depth: depth + 1, path: rest, value }, style);
  const added = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  return there ? [] : [insert(object, { depth, key, value: added }, style)];
}

/** Puts a member where the order of the keys wants it, if they are in order, else last. */
function insert(
  object: Node,
  { depth, key, value }: { readonly depth: number; readonly key: string; readonly value: unknown },
  { unit, end, colon, comma }: Style
): Edit {
  const properties = object.children ?? [];
  const keys = properties.map(property => String(property.children?.[0]?.value));
  const isSorted = keys.every((name, at) => at === 0 || (keys[at - 1] ?? '') <= name);
  const next = isSorted ? properties[keys.findIndex(name => name > key)] : undefined;
  const line = (level: number) => (end === '' ? '' : end + unit.repeat(level));
  const member = `${JSON.stringify(key)}${colon}${render(value, depth + 1)}`;
  const last = properties.at(-1);
  if (next) return { from: next.offset, to: next.offset, text: `${member}${comma.trimEnd()}${end === '' ? comma.slice(1) : line(depth + 1)}` };
  if (last) {
    const at = last.offset + last.length;
    return { from: at, to: at, text: `${end === '' ? comma : `,${line(depth + 1)}`}${member}` };
  }
  return { from: object.offset, to: object.offset + object.length, text: `{${line(depth + 1)}${member}${line(depth)}}` };

  function render(inner: unknown, level: number): string {
    if (typeof inner !== 'object' || inner === null) return JSON.stringify(inner);
    const members = Object.entries(inner).map(([name, member]) => `${line(level + 1)}${JSON.stringify(name)}${colon}${render(member, level + 1)}`);
    return `{${members.join(end === '' ? comma : ',')}${line(level)}}`;
  }
}

/** As the first lines of the file are. */
function styleOf(text: string): Style {
  const first = /^\s*\{(\r?\n)([ \t]*)"/.exec(text);
  const colon = /"\s*:(\s?)/.exec(text)?.[1] === ' ' ? ': ' : ':';
  return first ? { unit: first[2] ?? ' ', end: first[1] ?? '\n', colon, comma: ',' } : { unit: '', end: '', colon, comma: colon === ': ' ? ', ' : ',' };
}
