// JupyterLab's environments in .cache/, with the extension of this repository and a kernel that has everything.
import { lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { root } from './commands.mjs';
import { setUpPython } from './python.mjs';

export function setUpJupyter(names) {
  for (const name of names) {
    linkExtension(join(setUpBareJupyter(name), 'labextensions'));
  }
}

/** Without the extension: a test installs the wheel. Returns the folder of Jupyter's data. */
export function setUpBareJupyter(name) {
  setUpPython(name, join('tests', 'browser', 'environments', `${name}.txt`));
  const share = join(root, '.cache', name, 'share', 'jupyter');
  writeKernel(join(share, 'kernels', 'python3'), python);
  writeKernel(join(share, 'kernels', 'deno'), deno);
  writeKernel(join(share, 'kernels', 'bare'), bareKernel(name));
  return share;
}

/** What is built next shows after a reload of the page, as with `jupyter labextension develop`. */
function linkExtension(folder) {
  const link = join(folder, 'espalier');
  mkdirSync(folder, { recursive: true });
  if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link, { recursive: true });
  symlinkSync(join(root, 'python', 'jupyterlab_espalier', 'labextension'), link);
}

/** Notebooks run where pandas and the others are: not in the environment of the server, as with many users. */
const python = {
  display_name: 'Python 3 (ipykernel)',
  language: 'python',
  argv: [join(root, '.cache', 'venv', 'bin', 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
  env: { PYTHONPATH: join(root, 'python') },
  metadata: { debugger: true }
};

/** As `deno jupyter --install` would write it, for the Deno among our packages. */
const deno = {
  display_name: 'Deno',
  language: 'typescript',
  argv: [join(root, 'node_modules', '.bin', 'deno'), 'jupyter', '--kernel', '--conn', '{connection_file}']
};

/** Python in which there is no Kedro. What installs packages finds its user's settings, wherever a test is at home. */
const bareKernel = name => ({
  display_name: 'Python without Kedro',
  language: 'python',
  argv: [join(root, '.cache', name, 'bin', 'python'), '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
  env: { HOME: homedir() }
});

function writeKernel(folder, kernel) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernel, null, 2)}\n`);
}
