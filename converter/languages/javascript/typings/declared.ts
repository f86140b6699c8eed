import type { Typing } from '../../language.js';
import { typesIn } from '../mentions.js';
import { exported, isFunction, many, nameOf, one, plain, word, type SyntaxNode } from '../syntax/nodes.js';
import { namesIn } from '../syntax/names.js';
import { typeOf } from './expressions.js';

/** What the types, literals and calls of top-level statements say of the names that they declare. */
export const typingsOf = (statements: readonly SyntaxNode[], text: string): readonly Typing[] =>
  statements.flatMap(statement => {
    const node = exported(statement);
    switch (node.type) {
      case 'VariableDeclaration':
        return many(node, 'declarations').flatMap(each => variable(each, text));
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        return [{ of: nameOf(one(node, 'id')) }, ...results(nameOf(one(node, 'id')), node, text)];
      case 'ClassDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSEnumDeclaration':
        return typeDeclaration(node, text);
      default:
        return [];
    }
  });

function variable(node: SyntaxNode, text: string): readonly Typing[] {
  const [id, init] = [one(node, 'id'), one(node, 'init')];
  if (id?.type !== 'Identifier') return namesIn(id).map(of => ({ of }));
  const name = nameOf(id);
  const code = init && plain(init);
  return [
    { of: name, ...(annotated(one(id, 'typeAnnotation'), text) ?? (init && typeOf(init, text))) },
    ...(code && isFunction(code) ? results(name, code, text) : [])
  ];
}

/** What a function gives, and what waiting for it gives. */
function results(path: string, node: SyntaxNode, text: string): readonly Typing[] {
  const result = one(node, 'typeParameters') ? undefined : annotated(one(node, 'returnType'), text);
  const awaited = /^Promise<(.*)>$/.exec(result?.text ?? '')?.[1];
  return [{ of: `${path}()`, ...result }, ...(result && awaited !== undefined ? [{ ...result, of: `await ${path}()`, text: awaited }] : [])];
}

/** A class, interface or enum: its own name as a type, and its members. */
function typeDeclaration(node: SyntaxNode, text: string): readonly Typing[] {
  const name = nameOf(one(node, 'id'));
  if (one(node, 'typeParameters') || name === '') return [{ of: name }];
  const body = one(node, 'body');
  const own = node.type === 'TSInterfaceDeclaration' ? [] : [{ of: name }];
  const members = body && node.type !== 'TSEnumDeclaration' ? many(body, 'body').flatMap(member => memberOf(member, name, text)) : [];
  return [...own, { of: `new ${name}`, text: name, mentions: [name] }, ...members];
}

function memberOf(member: SyntaxNode, owner: string, text: string): readonly Typing[] {
  const path = `${owner}${member['static'] === true ? '.' : '#'}${nameOf(one(member, 'key'))}`;
  if (member['computed'] === true) return [];
  switch (member.type) {
    case 'MethodDefinition': {
      const code = one(member, 'value');
      if (!code) return [];
      if (word(member, 'kind') === 'constructor') return many(code, 'params').flatMap(each => parameterProperty(each, owner, text));
      return word(member, 'kind') === 'method' ? results(path, code, text) : [];
    }
    case 'PropertyDefinition':
    case 'TSPropertySignature':
      return member['optional'] === true ? [] : [{ of: path, ...annotated(one(member, 'typeAnnotation'), text) }];
    default:
      return [];
  }
}

/** `constructor(readonly slope: number)`. */
function parameterProperty(node: SyntaxNode, owner: string, text: string): readonly Typing[] {
  const id = node.type === 'TSParameterProperty' ? one(node, 'parameter') : undefined;
  return id?.type === 'Identifier' ? [{ of: `${owner}#${nameOf(id)}`, ...annotated(one(id, 'typeAnnotation'), text) }] : [];
}

/** An annotation as written, if it means the same wherever it stands. */
function annotated(annotation: SyntaxNode | undefined, text: string): Pick<Typing, 'text' | 'mentions'> | undefined {
  const type = annotation && one(annotation, 'typeAnnotation');
  if (!type || type.type === 'TSTypePredicate') return undefined;
  return writtenType(type, text);
}

/** A type as written; those of several lines are too long to be said again. */
export function writtenType(type: SyntaxNode, text: string): Pick<Typing, 'text' | 'mentions'> | undefined {
  const written = text.slice(type.start, type.end);
  return /\n|\bthis\b|\bunique symbol\b/.test(written) ? undefined : { text: written, mentions: typesIn({ type: '', start: 0, end: 0, types: [type] }) };
}
