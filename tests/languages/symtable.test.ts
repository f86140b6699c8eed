import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { check } from '../../converter/languages/python/checks.js';
import { parse } from '../../converter/languages/python/syntax/parse.js';
import { resolve } from '../../converter/languages/python/syntax/resolve.js';
import { findScopes, type Scope, type Scopes } from '../../converter/languages/python/syntax/scopes.js';

interface Described {
  readonly kind: string;
  readonly name: string;
  readonly symbols: { readonly [name: string]: string };
}

const sample = 300;
const printed = spawnSync('python3', [new URL('cpython_scopes.py', import.meta.url).pathname, String(sample)], { encoding: 'utf8', maxBuffer: 1 << 28 });
const files =
  printed.status === 0
    ? printed.stdout
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line) as { path: string; version: string; text: string; scopes: Described[] })
    : [];

describe.skipIf(files.length === 0)('scopes are those of CPython', () => {
  test('in every function, class and comprehension of the sample', () => {
    const differing = files.flatMap<object>(({ path, version, text, scopes }) => {
      const { tree, complaints } = parse(text.replace(/\r\n?/g, '\n'), version);
      if (!tree || complaints.length > 0) return [{ path, complaints }];
      const found = findScopes(tree);
      const refused = check(tree, found, text);
      const ours = ourScopes(found);
      const theirs = scopes.map(canonical).sort();
      const missing = theirs.filter(line => !ours.includes(line));
      const extra = ours.filter(line => !theirs.includes(line));
      return missing.length + extra.length + refused.length > 0 ? [{ path, missing: missing.slice(0, 3), extra: extra.slice(0, 3), refused }] : [];
    });
    expect(files.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  });
});

/** Names that the compiler adds or treats as constants. */
const implicit = new Set(['__class__', '__debug__', '__classdict__']);

function canonical({ kind, symbols }: Described): string {
  const shown = Object.entries(symbols)
    .filter(([name]) => !implicit.has(name))
    .map(([name, where]) => `${name}:${where}`);
  return `${kind} ${shown.sort().join(' ')}`;
}

function ourScopes(scopes: Scopes): string[] {
  return [...new Set(scopes.values())]
    .filter(({ kind }) => kind !== 'types')
    .map(scope => canonical({ kind: kindOf(scope), name: '', symbols: symbolsOf(scope) }))
    .sort();
}

const kindOf = ({ kind }: Scope): string => (kind === 'module' || kind === 'class' ? kind : 'function');

function symbolsOf(scope: Scope): { readonly [name: string]: string } {
  const names = new Set([...scope.bound, ...scope.reads]);
  return Object.fromEntries([...names].map(name => [name, whereIs(name, scope)]));
}

function whereIs(name: string, scope: Scope): string {
  const isOwn = scope.bound.has(name) && !scope.globals.has(name) && !scope.nonlocals.has(name);
  if (isOwn) return scope.kind === 'module' ? 'global' : 'local';
  const found = resolve(name, scope, () => ({ scope: 'temp', name }));
  return found?.scope === 'global' ? 'global' : 'free';
}
