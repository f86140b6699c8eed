import type { Typing } from '../../language.js';
import { many, nameOf, one, places, plain, word, type SyntaxNode } from '../syntax/nodes.js';
import { writtenType } from './declared.js';

type Type = Omit<Typing, 'of'>;

const named = (text: string): Type => ({ text, mentions: [] });

/** Classes that the language has and that are not generic. */
const plainClasses: ReadonlySet<string> = new Set(
  'Date RegExp Error TypeError RangeError SyntaxError URL URLSearchParams TextEncoder TextDecoder Intl.NumberFormat Intl.DateTimeFormat Intl.Collator'.split(
    ' '
  )
);

/** What calls of built-in functions give. */
const results: Readonly<Record<string, string>> = {
  'Number()': 'number',
  'parseInt()': 'number',
  'parseFloat()': 'number',
  'Date.now()': 'number',
  'performance.now()': 'number',
  'String()': 'string',
  'JSON.stringify()': 'string',
  'await Deno.readTextFile()': 'string',
  'Deno.readTextFileSync()': 'string',
  'Deno.cwd()': 'string',
  'process.cwd()': 'string',
  'Boolean()': 'boolean',
  'Array.isArray()': 'boolean',
  'Object.keys()': 'string[]',
  'BigInt()': 'bigint'
};

/** The type of an expression at top level as its text tells it, or the paths that it depends on; absent where neither is certain. */
export function typeOf(node: SyntaxNode, text: string): Type | undefined {
  switch (node.type) {
    case 'ParenthesizedExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
      return inside(node, text);
    case 'TSAsExpression':
    case 'TSTypeAssertion': {
      const type = one(node, 'typeAnnotation');
      return type && text.slice(type.start, type.end) !== 'const' ? writtenType(type, text) : undefined;
    }
    case 'Literal':
      return literal(node);
    case 'TemplateLiteral':
      return named('string');
    case 'ArrayExpression':
      return array(node, text);
    case 'ObjectExpression':
      return object(node, text);
    case 'UnaryExpression':
      return unary(node, text);
    case 'BinaryExpression':
      return binary(node, text);
    case 'NewExpression':
      return made(node, text);
    default:
      return like(node);
  }
}

const inside = (node: SyntaxNode, text: string): Type | undefined => {
  const inner = one(node, 'expression');
  return inner && typeOf(inner, text);
};

function literal({ value, regex, bigint }: SyntaxNode): Type | undefined {
  if (regex !== undefined) return named('RegExp');
  if (typeof bigint === 'string') return named('bigint');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? named(typeof value) : undefined;
}

/** `[1, 2]`: all of one type that is told by its text. */
function array(node: SyntaxNode, text: string): Type | undefined {
  const [first, ...more] = places(node, 'elements').map(each => each && typeOf(each, text));
  if (first?.text === undefined || more.some(each => each?.text !== first.text)) return undefined;
  return { ...first, text: /^[\w.]+(\[\])*$/.test(first.text) ? `${first.text}[]` : `(${first.text})[]` };
}

/** `{ a: 1, b: 'x' }`, where that is short. */
function object(node: SyntaxNode, text: string): Type | undefined {
  const fields = many(node, 'properties').map(property => {
    const [key, value] = [one(property, 'key'), one(property, 'value')];
    const isField = property.type === 'Property' && property['computed'] !== true && property['method'] !== true && word(property, 'kind') === 'init';
    const type = isField && value ? typeOf(value, text) : undefined;
    return key?.type === 'Identifier' && type?.text !== undefined ? { text: `${nameOf(key)}: ${type.text}`, mentions: type.mentions ?? [] } : undefined;
  });
  const known = fields.filter(field => field !== undefined);
  const written = `{ ${known.map(field => field.text).join('; ')} }`;
  if (known.length < fields.length || known.length === 0 || written.length > 80) return undefined;
  return { text: written, mentions: known.flatMap(({ mentions }) => mentions) };
}

const unaryTypes: Readonly<Record<string, string>> = { '!': 'boolean', '+': 'number', typeof: 'string', delete: 'boolean' };

function unary(node: SyntaxNode, text: string): Type | undefined {
  const type = unaryTypes[word(node, 'operator')];
  return type === undefined ? numeric([one(node, 'argument')], text) : named(type);
}

const comparisons = /^(?:[=!]==?|[<>]=?|instanceof|in)$/;

function binary(node: SyntaxNode, text: string): Type | undefined {
  const operator = word(node, 'operator');
  if (comparisons.test(operator)) return named('boolean');
  const sides = [one(node, 'left'), one(node, 'right')];
  if (operator !== '+') return numeric(sides, text);
  const types = sides.map(side => side && typeOf(side, text)?.text);
  if (types.includes('string')) return named('string');
  return types.every(type => type === 'number') ? named('number') : undefined;
}

/** Numbers never meet big integers: what one operand is, the result is, too. */
function numeric(operands: readonly (SyntaxNode | undefined)[], text: string): Type | undefined {
  const types = operands.map(operand => operand && typeOf(operand, text));
  const known = types.find(type => type?.text === 'number' || type?.text === 'bigint');
  const paths = types.flatMap(type => type?.like ?? []);
  return known ?? (paths.length > 0 ? { like: paths, isNumeric: true } : undefined);
}

/** `new Line(…)`, `new Map<string, number>()`. */
function made(node: SyntaxNode, text: string): Type | undefined {
  const callee = one(node, 'callee');
  const path = callee && pathOf(callee);
  if (path === undefined) return undefined;
  const given = one(node, 'typeArguments') ?? one(node, 'typeParameters');
  if (given) {
    const types = many(given, 'params').map(type => writtenType(type, text));
    const known = types.filter(type => type !== undefined);
    return known.length < types.length
      ? undefined
      : {
          text: `${path}<${known.map(type => type.text).join(', ')}>`,
          mentions: [path.split('.')[0] ?? path, ...known.flatMap(({ mentions = [] }) => mentions)]
        };
  }
  return plainClasses.has(path) ? { text: path, mentions: [path.split('.')[0] ?? path] } : { like: [`new ${path}`] };
}

/** The type is that of a name, a member or a call. */
function like(node: SyntaxNode): Type | undefined {
  const path = pathOf(node);
  if (path === undefined) return undefined;
  const known = /^Math\.\w+(\(\))?$/.test(path) ? 'number' : results[path];
  return known === undefined ? { like: [path] } : { text: known, mentions: [path.replace('await ', '').split(/\W/)[0] ?? ''] };
}

/** `law.slope`, `Line.through()`, `await load()`. */
function pathOf(outer: SyntaxNode): string | undefined {
  const node = plain(outer);
  switch (node.type) {
    case 'Identifier':
      return nameOf(node);
    case 'MemberExpression': {
      const [object, property] = [one(node, 'object'), one(node, 'property')];
      const path = object && node['computed'] !== true && node['optional'] !== true ? pathOf(object) : undefined;
      return path === undefined || property?.type !== 'Identifier' ? undefined : `${path}.${nameOf(property)}`;
    }
    case 'CallExpression': {
      const callee = one(node, 'callee');
      const path = callee && node['optional'] !== true ? pathOf(callee) : undefined;
      return path === undefined ? undefined : `${path}()`;
    }
    case 'AwaitExpression': {
      const argument = one(node, 'argument');
      const path = argument && pathOf(argument);
      return path === undefined ? undefined : `await ${path}`;
    }
    default:
      return undefined;
  }
}
