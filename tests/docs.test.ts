import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(root + path, 'utf8');
const page = read('docs/semantics.md');
const runtime = 'converter/targets/python/runtime';

const named = (pattern: RegExp, text = page) => new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''));

/** What may stand as `rule` in the reasons of a rung. */
const rules = (() => {
  const text = [
    read('converter/languages/python/rungs.ts'),
    read('converter/languages/python/flow/statements.ts'),
    ...['rung', 'join', 'group'].map(name => read(`converter/plan/${name}.ts`))
  ].join('\n');
  const calls = named(/name === '(\w+)'/g, read('converter/languages/python/rungs.ts'));
  const views = named(/[?:] '([\w-]+-view)'/g, read('converter/plan/views.ts'));
  return new Set([...named(/rule(?:: | = [^']*)'([\w-]+)'/g, text), ...named(/[|?] '([\w-]+)'/g, read('converter/plan/join.ts')), ...views, ...calls]);
})();

describe('docs/semantics.md', () => {
  it('names functions that exist', () => {
    const functions = [...page.matchAll(/`([a-z_]+)\.(\w+)`/g)].filter(([, module]) => readdirSync(`${root}${runtime}`).includes(`${module}.py`));
    expect(functions.length).toBeGreaterThan(15);
    const lost = functions.filter(([, module, name]) => !new RegExp(`^ *def ${name}\\(`, 'm').test(read(`${runtime}/${module}.py`)));
    expect(lost.map(([text]) => text)).toEqual([]);
  });

  it('names diagnostics and rules that exist', () => {
    const codes = new Set(readdirSync(`${root}tests/diagnostics`).map(file => file.replace('.md', '')));
    const words = named(/`([a-z]+(?:-[a-z]+)+)`/g);
    expect([...words].filter(word => !codes.has(word) && !rules.has(word))).toEqual([]);
    expect(words.size).toBeGreaterThan(20);
  });

  it('leaves out no reason for a rung', () => {
    const refused = new Set(['input', 'raw_input', 'history', 'get_ipython']);
    expect([...rules].filter(rule => !refused.has(rule) && !page.includes(`\`${rule}\``))).toEqual([]);
  });

  it('names all states, and no others', () => {
    const table = read(`${runtime}/states.py`).split('STATES: dict[str, State] = {')[1]?.split('\n}\n')[0] ?? '';
    const told = page.split('The states: ')[1]?.split(', and the attributes')[0] ?? '';
    expect([...named(/`([\w.]+)`/g, told)]).toEqual([...named(/^ {4}"([\w.]+)":/gm, table)]);
  });

  it('leaves out no guard', () => {
    const raising = readdirSync(root + runtime)
      .filter(file => file.endsWith('.py') && /raise (GuardError|self\._error)\(/.test(read(`${runtime}/${file}`)))
      .map(file => file.slice(0, -3));
    const unnamed = raising.filter(module => !page.includes(`\`${module}.`));
    expect(unnamed).toEqual(['by_value', 'interactive']);
  });
});
