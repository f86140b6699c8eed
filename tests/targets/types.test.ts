import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { convert } from '../../converter/convert.js';
import type { Project } from '../../converter/project/project.js';
import { notebookDocument } from '../support/notebook.js';
import { writeProject } from '../support/write.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A project of one node a cell; a list of cells is one node. */
function projectOf(kernel: 'tslab' | 'deno', ...nodes: readonly (string | readonly string[])[]): Project {
  const document = notebookDocument(
    nodes.flatMap((sources, at) => [sources].flat().map(source => ({ source, tags: [`node:n${at}`] }))),
    { kernelspec: { name: kernel, display_name: kernel, language: 'typescript' }, language_info: { name: 'typescript' } }
  );
  const { project, diagnostics } = convert(JSON.stringify(document), { name: 'types' });
  if (!project) throw new Error(JSON.stringify(diagnostics));
  return project;
}

const textOf = ({ files }: Project, path: string): string => files.find(file => file.path === path)?.text ?? '';

/** What the last node's function takes. */
function takenBy(...cells: readonly string[]): string {
  const heads = [...textOf(projectOf('deno', ...cells), 'src/nodes.ts').matchAll(/^export (?:async )?function \w+\(([^]*?)\) \{$/gm)];
  return (heads.at(-1)?.[1] ?? '').replace(/\s+/g, ' ').trim();
}

describe('what a node takes has a type', () => {
  it.each([
    ['const a: Map<string, number[]> = new Map();', 'a', 'a: Map<string, number[]>'],
    ['const a = 1;', 'a', 'a: number'],
    ['const a = [["x"], ["y"]];', 'a', 'a: string[][]'],
    ['const a = { n: 1, t: "x", inner: { b: true } };', 'a', 'a: { n: number; t: string; inner: { b: boolean } }'],
    ['const a = `x${1}`;', 'a', 'a: string'],
    ['const a = JSON.parse("1") as number | null;', 'a', 'a: number | null'],
    ['const a = new Map<string, Date>();', 'a', 'a: Map<string, Date>'],
    ['const a = await Deno.readTextFile("x");', 'a', 'a: string'],
    ['const a = Math.max(1, 2) / 2 > 3;', 'a', 'a: boolean'],
    ['const a = 2n ** 3n;', 'a', 'a: bigint'],
    ['const a = "x".length as const;', 'a', 'a: ReturnType<typeof n0>["a"]'],
    ['const a = [1, "x"];', 'a', 'a: ReturnType<typeof n0>["a"]'],
    ['const a = new Map([["x", 1]]);', 'a', 'a: ReturnType<typeof n0>["a"]'],
    ['const [a, b] = [1, 2];', '[a, b]', 'a: ReturnType<typeof n0>["a"], b: ReturnType<typeof n0>["b"]'],
    ['const a = await Promise.resolve({ x: 1 });', 'a', 'a: Awaited<ReturnType<typeof n0>>["a"]']
  ])('%s', (made, used, taken) => {
    expect(takenBy(made, `console.log(${used});`)).toBe(taken);
  });

  it.each([
    ['function f(n: number): string[] { return [String(n)]; }', 'f(2)', 'string[]'],
    ['async function f(): Promise<Map<string, number>> { return new Map(); }', 'await f()', 'Map<string, number>'],
    ['class A { constructor(readonly n: number) {} static of(n: number): A { return new A(n); } }', 'A.of(2)', 'A'],
    ['class A { constructor(readonly n: number) {} }', 'new A(2)', 'A'],
    ['class A { constructor(readonly n: number) {} }', '-new A(2).n', 'ReturnType<typeof n1>["a"]'],
    ['interface R { n: number }', '({ n: 1 }) as R', 'R'],
    ['class A<T> { constructor(readonly n: T) {} }', 'new A(2)', 'ReturnType<typeof n1>["a"]'],
    ['class A<T> { constructor(readonly n: T) {} }', 'new A<string>("x")', 'A<string>'],
    ['function f<T>(x: T): T[] { return [x]; }', 'f(1)', 'ReturnType<typeof n1>["a"]']
  ])('%s, then %s', (definition, made, type) => {
    expect(takenBy(definition, `const a = ${made};`, 'console.log(a);')).toBe(`a: ${type}`);
  });

  it('by way of other names', () => {
    const cells = ['class A { readonly n = 2; m: number = 3; double(): number { return 2 * this.n; } }', 'const x = new A();', 'const y = x;'];
    expect(takenBy(...cells, 'const d = y.double();', 'const z = d - y.m;', 'console.log(z, d, y);')).toBe('y: A, d: number, z: number');
  });

  it('but for names whose declarations differ', () => {
    expect(takenBy('let a = 1;', 'console.log(a);', 'let a = "x";', 'console.log(a);')).not.toMatch(/number|string/);
  });

  it('but for types that only their node knows', () => {
    expect(takenBy('const f = () => 1; type T = ReturnType<typeof f>;\nconst a: T = 1; const b: typeof a = 2;', 'console.log(b);')).toBe(
      'b: ReturnType<typeof n0>["b"]'
    );
  });
});

const cells = [
  'interface Item { name: string; price?: number }\nenum Size { S, M }\nclass Cart<T extends Item> { items: T[] = []; add(item: T): this { this.items.push(item); return this; } }',
  'const cart = new Cart<Item>().add({ name: "a", price: 2 });\nlet size: Size = Size.M;\nconst pairs = new Map([["a", 1]]);',
  'const text = await Promise.resolve([...pairs].map(([name, n]) => ({ name, n })));\nlet total = text.reduce((sum, { n }) => sum + n, 0);',
  // A script: it takes what it declares.
  [
    'console.log(total, size);',
    'let size = Size.S;\nlet total = 5;\nconst later = text.map(({ name }) => name.toUpperCase()).concat(String(total), Size[size]);'
  ],
  'console.log(cart.items[0].name, later.map(word => word.length), total, size, pairs.get("a")!.toFixed(1));'
];

describe.each([
  ['tslab', join('typescript', 'bin', 'tsc'), []],
  ['deno', join('deno', 'bin.cjs'), ['check', 'src/**/*.ts']]
] as const)('a project for %s', (kernel, program, args) => {
  it('passes its check of types', { timeout: 60_000 }, () => {
    const project = projectOf(kernel, ...cells);
    const folder = writeProject(project);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    expect(readdirSync(join(folder, 'src'))).toContain('scripts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('node_modules', program), ...args], { cwd: folder, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  });
});
