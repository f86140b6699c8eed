import { quoted } from '../literal.js';
import { is } from '../syntax/nodes.js';
import { parse } from '../syntax/parse.js';
import { isExpression } from '../top.js';

type Piece = string | { readonly expression: string; readonly conversion: string };

/** Variables that belong to the shell wherever the cell does not bind them. */
const environment = new Set([
  'HOME',
  'USER',
  'LOGNAME',
  'PWD',
  'OLDPWD',
  'SHELL',
  'LANG',
  'TERM',
  'HOSTNAME',
  'TMPDIR',
  'PYTHONPATH',
  'LD_LIBRARY_PATH',
  'VIRTUAL_ENV',
  'CONDA_PREFIX'
]);

/**
 * The text of a shell line or of a magic's arguments as a Python expression. IPython puts values in for `{expression}` and `$name`,
 * and leaves the text as it is where any of these cannot be evaluated.
 */
export function expanded(text: string, source = ''): string {
  const pieces = braces(text)?.flatMap((piece): readonly Piece[] => (typeof piece === 'string' ? dollars(piece) : [piece]));
  const isEvaluable = pieces?.every(piece => typeof piece === 'string' || (isPython(piece.expression) && !isEnvironment(piece.expression, source)));
  return pieces && isEvaluable ? written(pieces) : written([text]);
}

function isEnvironment(name: string, source: string): boolean {
  return environment.has(name) && !new RegExp(`(?:^|\\W)${name}\\s*=`).test(source);
}

function isPython(expression: string): boolean {
  const { tree, complaints } = parse(expression.trim());
  const [list, ...more] = tree?.d.statements ?? [];
  if (complaints.length > 0 || more.length > 0 || !is(list, 'StatementList')) return false;
  const [only, ...others] = list.d.statements;
  return only !== undefined && others.length === 0 && isExpression(only);
}

/** Splits at `{…}` as `str.format` does; absent where that finds a fault. */
function braces(text: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const character = text[at] as string;
    if ((character === '{' || character === '}') && text[at + 1] === character) {
      plain += character;
      at += 2;
    } else if (character === '}') return undefined;
    else if (character === '{') {
      const end = closing(text, at);
      const field = end === undefined ? undefined : fieldOf(text.slice(at + 1, end));
      if (end === undefined || !field) return undefined;
      pieces.push(plain, field);
      plain = '';
      at = end + 1;
    } else {
      plain += character;
      at++;
    }
  }
  return [...pieces, plain];
}

function closing(text: string, at: number): number | undefined {
  let depth = 0;
  for (let position = at; position < text.length; position++) {
    if (text[position] === '{') depth++;
    if (text[position] === '}' && --depth === 0) return position;
  }
  return undefined;
}

/** What stands after `:` belongs to the expression too: slices may be written. */
function fieldOf(text: string): Piece | undefined {
  const name = /^(?:[^{}[:!]|\[[^\]]*\]?)*/.exec(text)?.[0] ?? '';
  const rest = text.slice(name.length);
  const conversion = /^!([rsa])(?=$|:)/.exec(rest);
  if (rest.startsWith('!') && !conversion) return undefined;
  const spec = rest.slice(conversion?.[0].length ?? 0);
  return spec.startsWith('{') ? undefined : { expression: name + (spec.length > 1 ? spec : ''), conversion: conversion?.[0] ?? '' };
}

/** `$name` and `$name.attribute` outside single quotes; `$$` is a dollar. */
function dollars(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  let at = 0;
  for (const found of text.matchAll(/\$(\$?[\w.]+)(?=(?:[^']*'[^']*')*[^']*$)/gu)) {
    const [all, name = ''] = found;
    plain += text.slice(at, found.index);
    at = found.index + all.length;
    if (name.startsWith('$')) plain += name;
    else {
      pieces.push(plain, { expression: name, conversion: '' });
      plain = '';
    }
  }
  return [...pieces, plain + text.slice(at)];
}

/** A string literal, an f-string, or a call of `format` where an f-string cannot hold the expressions. */
function written(pieces: readonly Piece[]): string {
  const fields = pieces.filter(piece => typeof piece !== 'string');
  const text = pieces.filter(piece => typeof piece === 'string').join('');
  if (fields.length === 0) return stringLiteral(text);
  const code = fields.map(({ expression }) => expression).join(' ');
  const quote = code.includes('"') || (text.includes('"') && !text.includes("'") && !code.includes("'")) ? "'" : '"';
  if (code.includes('\\') || code.includes(quote) || code.includes('#')) {
    const template = pieces.map(piece => (typeof piece === 'string' ? doubled(piece) : `{${piece.conversion}}`)).join('');
    return `${stringLiteral(template)}.format(${fields.map(({ expression }) => expression.trim()).join(', ')})`;
  }
  const inside = pieces
    .map(piece => (typeof piece === 'string' ? escapedFor(doubled(piece), quote) : `{${padded(piece.expression.trim())}${piece.conversion}}`))
    .join('');
  return `f${quote}${inside}${quote}`;
}

const doubled = (text: string): string => text.replace(/[{}]/g, '$&$&');

/** `{{` would be a brace. */
const padded = (expression: string): string => (expression.startsWith('{') ? ` ${expression}` : expression);

function escapedFor(text: string, quote: string): string {
  const inner = quoted(text).slice(1, -1);
  return quote === '"' ? inner : inner.replace(/\\"/g, '"').replace(/'/g, "\\'");
}

/** In the quotes that need fewer backslashes. */
export function stringLiteral(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"';
  return `${quote}${escapedFor(text, quote)}${quote}`;
}
