import { python } from '../../languages/python/index.js';
import type { HoistedImport, PipelineNode, Plan, TextPiece } from '../../plan/plan.js';
import { takenNames, unique } from '../../source/identifiers.js';
import { fromLine, importBlock } from './imports.js';
import { argumentsOf } from './names.js';

/** Names that the text of some nodes gets from elsewhere. */
export interface Bindings {
  readonly imports: readonly HoistedImport[];
  readonly helpers: readonly string[];
  readonly runtime: readonly string[];
}

/** What the text of nodes needs: imports, helpers, functions of the runtime. */
export function bindingsOf(nodes: readonly Pick<PipelineNode, 'usesImports' | 'usesHelpers' | 'runtime'>[], plan: Plan): Bindings {
  const imports = new Set(nodes.flatMap(({ usesImports }) => usesImports));
  return {
    imports: plan.helpers.imports.filter(({ name }) => imports.has(name)),
    helpers: [...new Set(nodes.flatMap(({ usesHelpers }) => usesHelpers))],
    runtime: [...new Set(nodes.flatMap(({ runtime }) => runtime))]
  };
}

/** The bindings whose names pass a test. */
export const bindingsWhere = ({ imports, helpers, runtime }: Bindings, test: (name: string) => boolean): Bindings => ({
  imports: imports.filter(({ name }) => test(name)),
  helpers: helpers.filter(test),
  runtime: runtime.filter(used => test(boundName(used)))
});

/** Import lines; `own` is how the project's package is called from there: `.` or `name.`. */
export function bindingLines({ imports, helpers, runtime }: Bindings, own: string): readonly string[] {
  const block = importBlock(imports);
  return [block, [fromLine(`${own}helpers`, helpers), fromLine(`${own}runtime`, runtime)].filter(line => line !== '').join('\n')].filter(text => text !== '');
}

/**
 * Lines for the top of a function: its text means an import, a helper or a
 * builtin by a name that some node's function has in the module.
 */
export function hiddenLines(node: PipelineNode, plan: Plan): readonly string[] {
  const functions = new Set(plan.nodes.map(({ name }) => name));
  const hidden = bindingsWhere(bindingsOf([node], plan), name => functions.has(name));
  const bound = new Set([...argumentsOf(node), ...node.usesImports, ...node.usesHelpers, ...node.runtime.map(boundName)]);
  const builtins = [...functions]
    .filter(name => python.builtins.has(name) && !bound.has(name) && mentions([...node.restated, ...node.body], name))
    .map((name): HoistedImport => ({ name, text: `from builtins import ${name}`, module: 'builtins', standard: true }));
  return bindingLines({ ...hidden, imports: [...hidden.imports, ...builtins] }, '.');
}

/** `show`, of `show as show_2`, is `show_2` in the text. */
const boundName = (used: string): string => used.split(' ').at(-1) ?? used;

/** What the bindings are called in the module that has them. */
export const boundNames = ({ imports, helpers, runtime }: Bindings): readonly string[] => [
  ...imports.map(({ name }) => name),
  ...helpers,
  ...runtime.map(boundName)
];

/** A name for a decorator that nothing in the module has yet. */
export function decoratorName(name: 'node' | 'script', plan: Plan): string {
  const taken = [...plan.nodes.map(node => node.name), ...boundNames(bindingsOf(plan.nodes, plan))];
  return taken.includes(name) ? unique(`as_${name}`, takenNames(taken)) : name;
}

const mentions = (pieces: readonly TextPiece[], name: string): boolean => pieces.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
