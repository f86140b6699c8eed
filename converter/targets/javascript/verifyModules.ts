import kernelPy from './verify/kernel.py';
import storedMjs from './verify/stored.mjs?raw';
import valuesCjs from './verify/values.cjs?raw';

/** Source text of each file that runs a notebook in its kernel, or tells what its values are, by name; `scripts/runtime-modules.mjs` writes this file. */
export const verifyModules: Readonly<Record<string, string>> = {
  'kernel.py': kernelPy,
  'stored.mjs': storedMjs,
  'values.cjs': valuesCjs
};
