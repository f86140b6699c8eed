import { expanded } from './expand.js';
import type { Translation } from './translation.js';

/** What a cell magic makes of its cell. */
export type CellMagic =
  /** The body is code as usual; `head` stands in the magic's line, `tail` after the end. `hidden`: its result is not shown. `isCell`: it runs as a cell of its own. */
  | { readonly kind: 'body'; readonly head?: Translation; readonly tail?: Translation; readonly hidden?: boolean; readonly isCell?: boolean }
  /** The body is text for something else. */
  | { readonly kind: 'text'; readonly translation: Translation }
  | { readonly kind: 'gone' };

interface Given {
  /** The rest of the magic's line. */
  readonly line: string;
  /** All that follows; ends in a line end. */
  readonly body: string;
  /** The cell ends in a line end, so that there is a last, empty line. */
  readonly closed: boolean;
  readonly source: string;
}

/** `%%name line` with all that follows; absent where it cannot be translated. */
export function cellMagic(name: string, given: Given): CellMagic | undefined {
  if (Object.hasOwn(magics, name)) return magics[name]?.(given);
  if (programs.has(name)) return script(name, given.line, given);
  const shown = Object.hasOwn(displays, name) ? displays[name] : undefined;
  if (shown === undefined) return undefined;
  return { kind: 'text', translation: { text: `display(__import__("IPython.display").display.${shown}(${block(given)}))` } };
}

const programs = new Set(['bash', 'sh', 'perl', 'ruby', 'python', 'python2', 'python3', 'pypy', 'zsh']);

const displays: { readonly [name: string]: string } = {
  html: 'HTML',
  HTML: 'HTML',
  markdown: 'Markdown',
  latex: 'Latex',
  svg: 'SVG',
  SVG: 'SVG',
  javascript: 'Javascript',
  js: 'Javascript'
};

const magics: { readonly [name: string]: (given: Given) => CellMagic | undefined } = {
  time: ({ line }) => (line.trim() === '' ? { kind: 'body' } : undefined),
  timeit: () => ({ kind: 'gone' }),
  node: () => ({ kind: 'body', isCell: true }),
  prun: () => ({ kind: 'body', hidden: true }),
  memit: () => ({ kind: 'body', hidden: true }),
  capture,
  writefile,
  file: writefile,
  script(given) {
    const [, program, rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(given.line) ?? [];
    return program === undefined || program.startsWith('-') ? undefined : script(program, rest, given);
  },
  '!': given => lines(given),
  sx: given => lines(given),
  system: given => lines(given)
};

function lines(given: Given): CellMagic {
  return { kind: 'text', translation: { text: `shell_lines(${block(given)})`, runtime: 'shell_lines' } };
}

/** `%%capture [--no-stdout] [--no-stderr] [--no-display] [name]`. */
function capture({ line }: Given): CellMagic | undefined {
  const words = line
    .trim()
    .split(/\s+/)
    .filter(word => word !== '');
  const names = words.filter(word => !word.startsWith('--'));
  const options = words.filter(word => word.startsWith('--')).map(word => switches[word]);
  if (names.length > 1 || names.some(name => !/^[A-Za-z_]\w*$/.test(name)) || options.includes(undefined)) return undefined;
  const [name] = names;
  const end = 'end_capture(_capture)';
  return {
    kind: 'body',
    isCell: true,
    head: { text: `_capture = begin_capture(${options.join(', ')})`, runtime: 'begin_capture' },
    tail: { text: name === undefined ? end : `${name} = ${end}`, runtime: 'end_capture' }
  };
}

const switches: { readonly [option: string]: string } = { '--no-stdout': 'stdout=False', '--no-stderr': 'stderr=False', '--no-display': 'displays=False' };

/** `%%writefile [-a] path`. */
function writefile(given: Given): CellMagic | undefined {
  const [, before, path = '', after] = /^\s*(-a\s+|--append\s+)?(.*?)(\s+-a|\s+--append)?\s*$/.exec(given.line) ?? [];
  const name = /^(['"])(.*)\1$/.exec(path)?.[2] ?? path;
  if (name === '') return undefined;
  const append = before === undefined && after === undefined ? '' : ', append=True';
  return { kind: 'text', translation: { text: `write_file(${expanded(name, given.source)}, ${block(given)}${append})`, runtime: 'write_file' } };
}

/** `%%bash [--out name] [--err name] [--no-raise-error] arguments`. */
function script(program: string, line: string, given: Given): CellMagic | undefined {
  const names: string[] = [];
  const options: string[] = [];
  let rest = ` ${line}`;
  for (const option of ['out', 'err']) {
    const found = new RegExp(`\\s--${option}[ =]([A-Za-z_]\\w*)(?=\\s|$)`).exec(rest);
    if (!found) continue;
    names.push(found[1] ?? '');
    options.push(`${option}=True`);
    rest = rest.replace(found[0], '');
  }
  if (/\s--no-raise-error(?=\s|$)/.test(rest)) {
    options.push('raise_error=False');
    rest = rest.replace(/\s--no-raise-error(?=\s|$)/, '');
  }
  if (/\s--(?:bg|proc|out|err|raise-error)\b/.test(rest)) return undefined;
  const more = [...(rest.trim() === '' ? [] : [expanded(rest.trim(), given.source)]), ...options].map(each => `, ${each}`).join('');
  const call = `shell_script(${expanded(program, given.source)}, ${block(given)}${more})`;
  return { kind: 'text', translation: { text: names.length > 0 ? `${names.join(', ')} = ${call}` : call, runtime: 'shell_script' } };
}

/** The body as a string over the same lines: it opens in the magic's line and closes in the last. */
function block({ body, closed }: Given): string {
  if (body === '') return '""';
  const text = body
    .replace(/\\/g, '\\\\')
    .replace(/"""/g, '\\"\\"\\"')
    .replace(/[\0\r]/g, character => (character === '\r' ? '\\r' : '\\x00'));
  return closed ? `"""\\\n${text}"""` : `"""\\\n${text.slice(0, -1)}\\n"""`;
}
