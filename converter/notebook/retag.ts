import { applyEdits, type Edit } from '../source/edits.js';
import { readHead } from './directives.js';
import { isFields, type Fields } from './document.js';
import type { CellField } from './fields.js';
import type { CellRole } from './notebook.js';
import { settingFromText } from './values.js';

/** What of a cell says how it is tagged. */
export interface CellContent {
  readonly source: string;
  readonly metadata: Fields;
}

/** What a cell is to be. */
export type Mark = { readonly role: 'node'; readonly node: string } | { readonly role: Exclude<CellRole, 'node'> };

/**
 * The cell with another mark, or none. A node that is written in a directive line, a `%%node` line or a tag keeps its
 * form; everything else that said what the cell is goes, so that no two forms contradict each other.
 */
export function mark(cell: CellContent, wanted: Mark | undefined): CellContent {
  const written = writtenNode(cell);
  if (wanted?.role === 'node' && written !== undefined && !hasOtherMarks(cell)) return rename(cell, written, wanted.node);
  const bare = { source: withoutMarkLines(cell.source), metadata: withTags(cell.metadata, tag => (isMark(tag) ? undefined : tag)) };
  if (!wanted) return { ...bare, metadata: without(bare.metadata, 'espalier') };
  const kept = wanted.role === 'node' ? without(settingsOf(cell.metadata), 'role', 'node') : {};
  return { ...bare, metadata: { ...bare.metadata, espalier: { ...wanted, ...kept } } };
}

/** The cell after the node `from` was given the name `to`: its own name, and where it asks to run after that node. */
export function rename(cell: CellContent, from: string, to: string): CellContent {
  const settings = settingsOf(cell.metadata);
  const renamed = (name: unknown): unknown => (typeof name === 'string' && name.trim() === from ? to : name);
  const metadata = {
    ...settings,
    ...('node' in settings && { node: renamed(settings['node']) }),
    ...(Array.isArray(settings['after']) && { after: settings['after'].map(renamed) })
  };
  const tagged = withTags(cell.metadata, tag => {
    const [, kind, name] = /^(node|step|block|prev):\s*(.*?)\s*$/s.exec(tag) ?? [];
    return kind !== undefined && name === from ? `${kind}:${to}` : tag;
  });
  return {
    source: applyEdits(cell.source, renamingEdits(cell.source, from, to)),
    metadata: isFields(cell.metadata['espalier']) ? { ...tagged, espalier: metadata } : tagged
  };
}

/** The cell with a list of names declared (`inputs`, `outputs`, `after`, …) where it is written already, else in its metadata; none takes the declaration away. */
export function declare(cell: CellContent, field: CellField, names: readonly string[]): CellContent {
  const directive = readHead(cell.source).directives.find(({ key }) => key === field);
  const settings = without(settingsOf(cell.metadata), field);
  if (!directive || Object.hasOwn(settingsOf(cell.metadata), field)) {
    const espalier = names.length > 0 ? { ...settings, [field]: [...names] } : settings;
    return { ...cell, metadata: { ...cell.metadata, espalier } };
  }
  const from = directive.lines[0]?.from ?? 0;
  const to = directive.lines.at(-1)?.to ?? from;
  const lead = /^\s*(?:#|\/\/)\|/.exec(cell.source.slice(from, to))?.[0] ?? '#|';
  const edit =
    names.length > 0 ? { from, to, text: `${lead} ${field}: [${names.map(asYaml).join(', ')}]` } : { from, to: Math.min(cell.source.length, to + 1), text: '' };
  return { ...cell, source: applyEdits(cell.source, [edit]) };
}

const settingsOf = (metadata: Fields): Fields => (isFields(metadata['espalier']) ? metadata['espalier'] : {});

const without = (fields: Fields, ...keys: readonly string[]): Fields => Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

const roleTags: ReadonlySet<string> = new Set([
  'setup',
  'parameters',
  'injected-parameters',
  'skip',
  'imports',
  'functions',
  'pipeline-parameters',
  'pipeline-metrics'
]);

const isMark = (tag: string): boolean => roleTags.has(tag) || /^(?:node|step|block):/.test(tag);

const tagsOf = ({ tags }: Fields): readonly string[] => (Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : []);

/** The metadata with its tags changed; a list that ends empty goes, one that was not there does not come. */
function withTags(metadata: Fields, change: (tag: string) => string | undefined): Fields {
  const tags = tagsOf(metadata);
  const changed = tags.flatMap(tag => change(tag) ?? []);
  if (changed.length === tags.length && changed.every((tag, index) => tag === tags[index])) return metadata;
  return changed.length > 0 ? { ...metadata, tags: changed } : without(metadata, 'tags');
}

/** The node's name as a directive line, a `%%node` line or a tag gives it. */
function writtenNode({ source, metadata }: CellContent): string | undefined {
  const { directives, magic } = readHead(source);
  const directive = directives.find(({ key }) => key === 'node');
  const text = directive && settingFromText('node', directive.value);
  if (typeof text === 'string') return text.trim();
  if (magic) return magicName(magic.text);
  return tagsOf(metadata).flatMap(tag => /^(?:node|step|block):\s*(.*\S)\s*$/s.exec(tag)?.[1] ?? [])[0];
}

const magicName = (text: string): string => (/^(.*?)(?:\s+--|$)/s.exec(text)?.[1] ?? '').trim().replace(/^(["'])(.*)\1$/s, '$2');

function hasOtherMarks({ source, metadata }: CellContent): boolean {
  const settings = settingsOf(metadata);
  const isRole = readHead(source).directives.some(({ key, value }) => key === 'role' && value.trim() !== 'node');
  return 'node' in settings || 'role' in settings || isRole || tagsOf(metadata).some(tag => roleTags.has(tag));
}

/** Without directive lines that say what the cell is, and without `%%node`. */
function withoutMarkLines(source: string): string {
  const { directives, magic } = readHead(source);
  const lines = directives.filter(({ key }) => key === 'node' || key === 'role').flatMap(directive => directive.lines);
  const gone = [...lines, ...(magic ? [magic.line] : [])];
  return applyEdits(
    source,
    gone.map(({ from, to }): Edit => ({ from, to: Math.min(source.length, to + 1), text: '' }))
  );
}

function renamingEdits(source: string, from: string, to: string): readonly Edit[] {
  const { directives, magic } = readHead(source);
  const edits = directives.flatMap(({ key, value, lines }): readonly Edit[] => {
    const span = { from: lines[0]?.from ?? 0, to: lines.at(-1)?.to ?? 0 };
    const lead = /^\s*(?:#|\/\/)\|/.exec(source.slice(span.from, span.to))?.[0] ?? '#|';
    if (key === 'node' && settingFromText('node', value) === from) return [{ ...span, text: `${lead} node: ${asYaml(to)}` }];
    const after = key === 'after' ? settingFromText('after', value) : undefined;
    if (!Array.isArray(after) || !after.includes(from)) return [];
    return [{ ...span, text: `${lead} after: [${after.map(name => asYaml(name === from ? to : String(name))).join(', ')}]` }];
  });
  if (!magic || magicName(magic.text) !== from) return edits;
  const options = /\s+--.*$/s.exec(magic.text)?.[0] ?? '';
  return [...edits, { ...magic.line, text: `%%node ${/\s--|^["']/.test(to) ? `"${to.replaceAll('"', '')}"` : to}${options}` }];
}

/** As YAML reads it back: bare where that is the same text. */
const asYaml = (text: string): string =>
  /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) ? text : JSON.stringify(text);
