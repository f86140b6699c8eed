import type { HoistedImport } from '../../plan/plan.js';

/** Import lines in the usual order: standard library, then everything else, plain imports before `from` imports. */
export function importBlock(imports: readonly HoistedImport[]): string {
  const lines = (wanted: readonly HoistedImport[]) => [...plainLines(wanted), ...fromLines(wanted)].join('\n');
  const groups = [imports.filter(({ standard }) => standard), imports.filter(({ standard }) => !standard)];
  return groups
    .map(lines)
    .filter(text => text !== '')
    .join('\n\n');
}

function plainLines(imports: readonly HoistedImport[]): readonly string[] {
  return [...new Set(imports.map(({ text }) => text).filter(text => text.startsWith('import ')))].sort(byModule);
}

/** `from` imports of one module are one line; those with another name keep a line of their own, as isort has it. */
function fromLines(imports: readonly HoistedImport[]): readonly string[] {
  const byName = new Map<string, Set<string>>();
  const renamed: string[] = [];
  for (const { text } of imports) {
    const match = /^from (\S+) import (\S+)( as \S+)?$/.exec(text);
    if (!match) continue;
    const [, module = '', member = '', alias] = match;
    if (alias === undefined) byName.set(module, (byName.get(module) ?? new Set()).add(member));
    else renamed.push(text);
  }
  const plain = [...byName].map(([module, members]) => fromLine(module, [...members].sort(byCase)));
  return [...new Set([...plain, ...renamed])].sort(byModule);
}

/** One line, or one name a line where that would be too long. */
export function fromLine(module: string, members: readonly string[]): string {
  const line = `from ${module} import ${members.join(', ')}`;
  return line.length <= 110 ? line : `from ${module} import (\n${members.map(member => `    ${member},\n`).join('')})`;
}

function byModule(a: string, b: string): number {
  const name = (line: string) => (line.split(' ')[1] ?? '').toLowerCase();
  return compare(name(a), name(b)) || compare(a, b);
}

/** isort's order of members: constants, classes, functions. */
function byCase(a: string, b: string): number {
  const rank = (name: string) => (/^[A-Z0-9_]+$/.test(name) && name.length > 1 ? 0 : /^[A-Z]/.test(name) ? 1 : 2);
  return rank(a) - rank(b) || compare(a.toLowerCase(), b.toLowerCase());
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
