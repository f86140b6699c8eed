import type { HoistedImport, PipelineNode, Plan } from '../../plan/plan.js';
import type { KernelForm } from './kernels.js';
import { requoted, type Quote } from './quotes.js';

/** Names that a file's text gets from elsewhere. */
export interface Bindings {
  readonly imports: readonly HoistedImport[];
  readonly helpers: readonly string[];
  /** Functions of the runtime: `show`, or `show as show_2` where the notebook has that name. */
  readonly runtime: readonly string[];
}

/** What the text of nodes needs. */
export function bindingsOf(users: readonly Pick<PipelineNode, 'usesImports' | 'usesHelpers' | 'runtime'>[], plan: Plan): Bindings {
  const imports = new Set(users.flatMap(({ usesImports }) => usesImports));
  return {
    imports: plan.helpers.imports.filter(({ name }) => imports.has(name)),
    helpers: [...new Set(users.flatMap(({ usesHelpers }) => usesHelpers))].sort(),
    runtime: [...new Set(users.flatMap(({ runtime }) => runtime))].sort()
  };
}

export interface Place {
  /** Path from the file to `src/`: `.` or `..`. */
  readonly up: string;
  /** Path from `src/` to the folder that the notebook's own modules lie in. */
  readonly workspace: string;
  readonly quote: Quote;
}

/** The place of files in `src/` itself, or of those a folder below. */
export const placeIn = (up: '.' | '..', { workspace }: Plan, quote: Quote): Place => ({ up, workspace: `../${workspace.directory}`, quote });

/** Import lines for the head of a file; `''` for none. */
export function importLines({ imports, helpers, runtime }: Bindings, plan: Plan, form: KernelForm, place: Place): string {
  const kinds = new Map(plan.helpers.definitions.flatMap(({ names, kind }) => names.map(name => [name, kind] as const)));
  const own = (types: boolean) => helpers.filter(name => (kinds.get(name) === 'type') === types);
  const lines = [
    ...merged(imports.map(each => relocated(each, place))),
    ...named(own(false), `${place.up}/helpers.${form.extension}`, form),
    ...(form.modules === 'esm' ? typeLines(own(true), `${place.up}/helpers.${form.extension}`) : []),
    ...named(runtime, `${place.up}/runtime/${form.modules === 'esm' ? 'index.mjs' : 'index.cjs'}`, form)
  ];
  return lines.map(line => requoted(line, place.quote)).join('\n');
}

function named(names: readonly string[], file: string, { modules }: KernelForm): readonly string[] {
  if (names.length === 0) return [];
  return modules === 'esm'
    ? [listed('import {', names, `} from '${file}';`)]
    : [
        listed(
          'const {',
          names.map(name => name.replace(' as ', ': ')),
          `} = require('${file}');`
        )
      ];
}

const typeLines = (names: readonly string[], file: string): readonly string[] =>
  names.length === 0 ? [] : [listed('import type {', names, `} from '${file}';`)];

/** On one line, or one name a line where that would be too long. */
export function listed(open: string, names: readonly string[], close: string): string {
  const line = `${open} ${names.join(', ')} ${close}`;
  return line.length <= 120 ? line : `${open}\n${names.map(name => `  ${name},`).join('\n')}\n${close}`;
}

/** Modules beside the notebook lie in the workspace now. */
function relocated({ text, module }: HoistedImport, { up, workspace }: Place): string {
  if (!/^\.\.?(\/|$)/.test(module)) return text;
  const at = text.lastIndexOf(module);
  const path = `${up === '.' ? '' : `${up}/`}${workspace}/${module.replace(/^\.\//, '')}`;
  return at < 0 ? text : `${text.slice(0, at)}${path}${text.slice(at + module.length)}`;
}

/** `import { a } from "m";` and `import { b } from "m";` are one line. */
function merged(lines: readonly string[]): readonly string[] {
  const found = new Map<string, { readonly open: string; readonly close: string; readonly names: string[] }>();
  for (const line of lines) {
    const [, open, name, close] = /^(import(?: type)? \{|const \{)\s*(.*?)\s*(\}.*)$/.exec(line) ?? [];
    const key = open === undefined ? line : `${open}${close ?? ''}`;
    const group = found.get(key) ?? { open: open ?? line, close: close ?? '', names: [] };
    if (name !== undefined) group.names.push(name);
    found.set(key, group);
  }
  return [...found.values()].map(({ open, close, names }) => (names.length === 0 ? open : listed(open, [...new Set(names)].sort(), close)));
}
