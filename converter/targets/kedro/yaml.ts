import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node, type ScalarTag } from 'yaml';
import { typeParts } from '../../languages/python/literal.js';
import type { Json } from '../../notebook/notebook.js';

/** One entry at the top of a YAML file. */
export interface Entry {
  readonly key: string;
  readonly value: Json;
  /** As in `Parameter.type`: tells whole floats from integers. */
  readonly type?: string;
  /** Lines above the entry. */
  readonly comment?: string;
}

/** A number with the text it is to have. */
interface Float {
  readonly float: string;
}

const isFloat = (value: unknown): value is Float => typeof value === 'object' && value !== null && 'float' in value;

const floatTag: ScalarTag = {
  identify: isFloat,
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^(?!)/,
  resolve: text => text,
  stringify: ({ value }) => (isFloat(value) ? value.float : String(value))
};

/** A YAML file as Kedro reads it: YAML 1.1, with `${…}` in strings meaning just that. */
export function yamlFile(entries: readonly Entry[], comment: string): string {
  if (entries.length === 0) return `# ${comment}\n{}\n`;
  const document = new Document(new YAMLMap(), { version: '1.1', customTags: tags => [floatTag, ...tags] });
  document.commentBefore = ` ${comment}`;
  entries.forEach(({ key, value, type = '', comment: above }, at) => {
    const name = textNode(key);
    const isMap = (each: Entry | undefined) => typeof each?.value === 'object';
    if (isMap(entries[at]) && isMap(entries[at - 1])) name.spaceBefore = true;
    if (above !== undefined) name.commentBefore = commentLines(above);
    document.add(new Pair(name, node(value, type)));
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).replace(unreadable, escaped);
}

function node(value: Json, type: string): Node {
  const { name, parts } = typeParts(type);
  if (typeof value === 'string') return textNode(value.replace(/(\\*)\$\{/g, '$1$1\\${'));
  if (typeof value === 'number') return new Scalar(name === 'float' || !Number.isInteger(value) ? { float: floatText(value) } : value);
  if (value === null || typeof value === 'boolean') return new Scalar(value);
  if (isList(value)) return listNode(value, parts);
  const map = new YAMLMap();
  Object.entries(value).forEach(([key, inner], at) => map.add(new Pair(textNode(key), node(inner, parts[at] ?? ''))));
  return map;
}

function listNode(items: readonly Json[], parts: readonly string[]): Node {
  const list = new YAMLSeq();
  list.flow = items.every(item => typeof item !== 'object' || item === null);
  items.forEach((item, at) => list.add(node(item, parts[at] ?? '')));
  return list;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** In quotes unless it is a plain word: YAML 1.1 gives a meaning to many that YAML 1.2 does not know. */
function textNode(text: string): Scalar {
  const scalar = new Scalar(text);
  if (!/^[A-Za-z_][\w./-]*$/.test(text)) scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}

/** With a point, without which YAML 1.1 takes `1e-7` for a word. */
function floatText(value: number): string {
  const [mantissa = '', exponent] = String(value).split('e');
  return (mantissa.includes('.') ? mantissa : `${mantissa}.0`) + (exponent === undefined ? '' : `e${exponent}`);
}

const commentLines = (comment: string): string =>
  comment
    .split(/\r\n?|\n/)
    .map(line => ` ${line.replace(/^\s*#?\s*/, '')}`)
    .join('\n');

/** Characters that YAML readers refuse or take for line ends; they stand only inside quotes and comments. */
const unreadable = /(?![\t\n])\p{Cc}|[\u2028\u2029\ufeff\ufffe\uffff]/gu;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
