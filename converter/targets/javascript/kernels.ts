import type { Plan } from '../../plan/plan.js';

/** How the code of a kernel's cells is kept and run. */
export interface KernelForm {
  /** As the runtime calls it. */
  readonly id: 'deno' | 'tslab' | 'ijavascript';
  readonly title: string;
  /** Ending of the files that hold the user's text. */
  readonly extension: 'ts' | 'mts' | 'mjs' | 'cjs';
  /** `import` and `export`, or `require` and `exports`, in those files. */
  readonly modules: 'esm' | 'commonjs';
  /** What a `.js` file is that the notebook writes or imports. */
  readonly plainModules: 'module' | 'commonjs';
  /** Scripts are run cell by cell in the one global scope. */
  readonly hasGlobalScripts: boolean;
  /** npm packages that run the nodes, beside Node itself. */
  readonly runners: Readonly<Record<string, string>>;
  /** What checks the types of those files, and the npm packages for it. */
  readonly checker?: { readonly command: string; readonly packages: Readonly<Record<string, string>> };
}

const nodeTypes = { '@types/node': '20.19.43' } as const;

const deno: KernelForm = {
  id: 'deno',
  title: 'Deno',
  extension: 'ts',
  modules: 'esm',
  plainModules: 'module',
  hasGlobalScripts: false,
  runners: { deno: '2.9.5' },
  checker: { command: 'deno check "src/**/*.ts"', packages: nodeTypes }
};
const jslab: KernelForm = {
  id: 'tslab',
  title: 'tslab',
  extension: 'mjs',
  modules: 'esm',
  plainModules: 'commonjs',
  hasGlobalScripts: false,
  runners: { tsx: '4.23.15' }
};
const tslab: KernelForm = { ...jslab, extension: 'mts', checker: { command: 'tsc', packages: { ...nodeTypes, typescript: '5.9.3' } } };
const ijavascript: KernelForm = {
  id: 'ijavascript',
  title: 'IJavaScript',
  extension: 'cjs',
  modules: 'commonjs',
  plainModules: 'commonjs',
  hasGlobalScripts: true,
  runners: {}
};

/** Kernels by name; what is not listed is plain JavaScript in one global scope. */
const kernels: Readonly<Record<string, KernelForm>> = { deno, tslab, typescript: tslab, jslab };

/** The form of a kernel. */
export const kernelNamed = (name: string): KernelForm => kernels[name.toLowerCase()] ?? ijavascript;

/** The form of a notebook's kernel. */
export const kernelForm = ({ notebook }: Plan): KernelForm => kernelNamed(notebook.kernel);
