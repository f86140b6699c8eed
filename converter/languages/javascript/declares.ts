import type { Edit } from '../../source/edits.js';
import type { Statement } from '../language.js';
import { exported, isErased, many, nameOf, one, plain, word, type SyntaxNode } from './syntax/nodes.js';
import { namesIn } from './syntax/names.js';

/** Names that a statement declares so that they may be declared only once, and edits that make it an assignment. */
export function declarationOf(outer: SyntaxNode, text: string): Statement['declares'] {
  const node = exported(outer);
  if (isErased(outer) || isErased(node)) return undefined;
  switch (node.type) {
    case 'VariableDeclaration':
      return word(node, 'kind') === 'var' ? undefined : variables(node, text);
    case 'FunctionDeclaration':
      return functionOf(node, text);
    case 'ClassDeclaration':
      return classOf(node);
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return wrapped(node);
    default:
      return undefined;
  }
}

const insert = (at: number, text: string): Edit => ({ from: at, to: at, text });

/** `const { a } = o, b: T = 1, c` becomes `;({ a } = o), b = 1, c = undefined`. */
function variables(node: SyntaxNode, text: string): Statement['declares'] {
  const declarations = many(node, 'declarations');
  const [first] = declarations;
  if (!first) return undefined;
  const edits: Edit[] = [{ from: node.start, to: first.start, text: one(first, 'id')?.type === 'Identifier' ? '' : ';' }];
  for (const each of declarations) {
    const [id, init] = [one(each, 'id'), one(each, 'init')];
    if (!id) continue;
    const isPattern = id.type === 'ObjectPattern';
    if (isPattern) edits.push(insert(id.start, '('));
    edits.push(...withoutType(id, text));
    if (!init) edits.push(insert(each.end, ' = undefined'));
    if (isPattern) edits.push(insert(each.end, ')'));
  }
  return { names: declarations.flatMap(each => namesIn(one(each, 'id'))), edits };
}

/** Assignment targets have no types: `x: T`, `x!: T`. */
function withoutType(id: SyntaxNode, text: string): readonly Edit[] {
  const annotation = one(id, 'typeAnnotation');
  if (!annotation) return [];
  const colon = text.lastIndexOf(':', annotation.start);
  const start = text[annotation.start] === ':' ? annotation.start : colon;
  const from = /[!?]\s*$/.test(text.slice(id.start, start)) ? text.lastIndexOf(text.slice(id.start, start).trimEnd().slice(-1), start - 1) : start;
  return [{ from, to: annotation.end, text: '' }];
}

/** Without a name of its own the function takes the variable's, and means the variable by it. */
function functionOf(node: SyntaxNode, text: string): Statement['declares'] {
  const id = one(node, 'id');
  if (!id) return undefined;
  const head = text.slice(node.start, id.start).trimEnd();
  return { names: [nameOf(id)], edits: [{ from: node.start, to: id.end, text: `${nameOf(id)} = ${head} ` }, insert(node.end, ';')] };
}

function classOf(node: SyntaxNode): Statement['declares'] {
  const id = one(node, 'id');
  if (!id) return undefined;
  if (node['abstract'] === true || many(node, 'decorators').length > 0) return wrapped(node);
  return { names: [nameOf(id)], edits: [insert(node.start, `${nameOf(id)} = `), insert(node.end, ';')] };
}

/** What has no form of an expression. */
function wrapped(node: SyntaxNode): Statement['declares'] {
  const id = one(node, 'id');
  const name = nameOf(id && plain(id));
  if (name === '') return undefined;
  return { names: [name], edits: [insert(node.start, `${name} = (() => { `), insert(node.end, ` return ${name}; })();`)] };
}
