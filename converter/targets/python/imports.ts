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

function fromLines(imports: readonly HoistedImport[]): readonly string[] {
  const byName = new Map<string, Set<string>>();
  for (const { text } of imports) {
    const [, module, member] = /^from (\S+) import (.+)$/.exec(text) ?? [];
    if (module !== undefined && member !== undefined) byName.set(module, (byName.get(module) ?? new Set()).add(member));
  }
  return [...byName].map(([module, members]) => fromLine(module, [...members])).sort(byModule);
}

/** One `from` import of several members, those with another name on lines of their own, as isort has it; `''` for none. */
export function fromLine(module: string, members: readonly string[]): string {
  const sorted = [...new Set(members)].sort(byCase);
  const plain = sorted.filter(member => !member.includes(' '));
  const renamed = sorted.filter(member => member.includes(' ')).map(member => `from ${module} import ${member}`);
  return [...(plain.length > 0 ? [lineFor(module, plain)] : []), ...renamed].join('\n');
}

/** One line, or one name a line where that would be too long. */
function lineFor(module: string, members: readonly string[]): string {
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
  const [first = '', second = ''] = [a.split(' ')[0], b.split(' ')[0]];
  return rank(first) - rank(second) || compare(a.toLowerCase(), b.toLowerCase());
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
