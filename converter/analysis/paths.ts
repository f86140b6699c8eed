/** Marks a path that is absolute and begins in the notebook's folder. */
const root = '·/';

/** A text as a path relative to the notebook's folder; absent: not a file of this machine. `folder`: the working directory then. */
export function resolvePath(given: string, folder: string): { readonly path: string; readonly outside: boolean } | undefined {
  const text = given.replace(/^file:\/\//i, '');
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text)) return undefined;
  if (text === '*' || (folder.includes('*') && !isAbsolute(text))) return { path: '*', outside: false };
  const isInside = text.startsWith(root);
  if (!isInside && isAbsolute(text)) return { path: text, outside: true };
  const parts: string[] = [];
  const full = isInside ? text.slice(root.length) : `${folder}/${text}`;
  for (const part of full.replace(/\\/g, '/').split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length === 0 || parts.at(-1) === '..') parts.push('..');
    else if (parts.at(-1)?.includes('*')) return { path: '*', outside: false };
    else parts.pop();
  }
  const path = parts.join('/').replace(/^\*\//, '*');
  return { path: path === '' ? '.' : path, outside: path.startsWith('..') };
}

export const isAbsolute = (text: string): boolean => /^([/~]|[A-Za-z]:[\\/]|·\/)/.test(text);

/** A path in the present working directory, made absolute. */
export const absolute = (text: string, folder: string): string =>
  isAbsolute(text) ? text : `${root}${folder === '' ? '' : `${folder}/`}${text}`.replace(/\/\.?$/, '/');

export function joinPath(first: string, second: string): string {
  if (isAbsolute(second) || first === '' || first === '.') return second;
  return first.endsWith('/') ? first + second : `${first}/${second}`;
}

export const parentPath = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : path === '*' ? '*' : '.');

export const namePath = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const stemPath = (path: string): string => namePath(path).replace(/(.)\.[^.]*$/, '$1');

export const withSuffix = (path: string, suffix: string): string => (namePath(path) === '*' ? path : path.replace(/(?<=[^/])\.[^./]*$/, '')) + suffix;

/** The same file, a folder and what is below it, or paths that cannot be told apart. */
export function overlaps(a: string, b: string): boolean {
  return a === b || isBelow(a, b) || isBelow(b, a) || isPattern(a, b) || isPattern(b, a);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' ? !path.startsWith('../') : path.startsWith(`${folder}/`);
}

/** A path with `*` in it stands for any text there. */
function isPattern(pattern: string, path: string): boolean {
  if (!pattern.includes('*')) return false;
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.at(-1) ?? '';
  return path.startsWith(head) && (path.endsWith(tail) || path.includes('*'));
}
