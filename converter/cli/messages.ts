import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { quoted, quotedList } from '../diagnostics/words.js';

/** Diagnostics about the surroundings: files, folders, Python. Those about the notebook's text are in `diagnostics/`. */

export const unreadableNotebook = (path: string, why: string): Diagnostic => ({
  code: 'unreadable-notebook',
  severity: 'error',
  message: `${quoted(path)} cannot be read: ${why}`,
  hint: 'Give the path of a Jupyter notebook, or - to read one from standard input'
});

export const notebookTooLarge = (bytes: number): Diagnostic => ({
  code: 'unreadable-notebook',
  severity: 'error',
  message: `The notebook cannot be read: it has ${Math.round(bytes / 1e6)} MB`,
  hint: 'Clear its outputs and save it again'
});

export const tooManyFiles = (most: number): Diagnostic => ({
  code: 'too-many-files',
  severity: 'error',
  message: `The notebook may read any file of its folder, and there are more than ${most} below it`,
  hint: 'Move the notebook and its data into a folder of their own, or write the paths that it reads as text'
});

export const unwritableProject = (path: string, why: string): Diagnostic => ({
  code: 'unwritable-project',
  severity: 'error',
  message: `${quoted(path)} cannot be written: ${why}`,
  hint: 'Choose another folder with -o DIR, or make this one writable'
});

export const noRuntime = (kernel: string): Diagnostic => ({
  code: 'no-runtime',
  severity: 'error',
  message: `What runs the nodes of a ${quoted(kernel)} notebook is not installed: ${kernel === 'deno' ? 'Deno' : 'tsx'}`,
  hint: `Run npm install ${kernel === 'deno' ? 'deno' : 'tsx'} in the notebook's folder, or give --install to put it into the project`
});

export const keptEdit = (path: string, isWanted: boolean): Diagnostic => ({
  code: 'kept-edit',
  severity: 'warning',
  message: isWanted
    ? `${quoted(path)} was changed by hand and is kept as it is`
    : `${quoted(path)} was changed by hand and is kept, although the notebook no longer makes it`,
  hint: isWanted ? 'Move the change into the notebook, or give --force to replace the file' : 'Delete it where it is not needed'
});

export const keptEntries = (path: string, entries: readonly string[]): Diagnostic => ({
  code: 'kept-edit',
  severity: 'info',
  message: `${quoted(path)} keeps what was changed by hand: ${quotedList(entries)}`,
  hint: 'Give --force to replace it by what the notebook says'
});

export const replacedEdit = (path: string): Diagnostic => ({
  code: 'replaced-edit',
  severity: 'warning',
  message: `${quoted(path)} had been changed by hand and is replaced (--force)`
});

export const outdatedProject = (folder: string, count: number): Diagnostic => ({
  code: 'outdated-project',
  severity: 'error',
  message: `${quoted(folder)} is not what the notebook compiles to: ${count} ${count === 1 ? 'file differs' : 'files differ'}`,
  hint: 'Run espalier compile on the notebook and commit the result'
});

export const linkedFile = (path: string, bytes: number): Diagnostic => ({
  code: 'linked-file',
  severity: 'info',
  message: `${quoted(path)} (${Math.round(bytes / 1e6)} MB) is linked into the project, not copied`,
  hint: 'Put the file itself there before you move the project to another machine'
});

export const uncopiedFile = (path: string, why: string): Diagnostic => ({
  code: 'uncopied-file',
  severity: 'error',
  message: `${quoted(path)} cannot be copied into the project: ${why}`,
  hint: 'The notebook reads this file: make it a regular, readable file below its folder (or below --root DIR)'
});

export const noPython = (asked: string | undefined): Diagnostic => ({
  code: 'no-python',
  severity: 'error',
  message:
    asked === undefined
      ? 'No Python was found: no virtual environment is active, and there is no python3 on the PATH'
      : `There is no Python at ${quoted(asked)}`,
  hint: 'Name one with --python PATH'
});

export const missingForVerify = (distribution: string, python: string): Diagnostic => ({
  code: 'missing-distribution',
  severity: 'error',
  message: `'${distribution}' is not installed for ${python}: the notebook cannot be run to be compared`,
  hint: `Install it there (pip install ${distribution}), or name another Python with --python PATH`
});

export const unverifiable = (kernel: string): Diagnostic => ({
  code: 'unverifiable-kernel',
  severity: 'error',
  message: `Notebooks of the kernel ${quoted(kernel)} cannot be run here to be compared`,
  hint: 'Install the kernel, so that `jupyter kernelspec list` names it; or run the notebook by hand, and compare with the record of espalier run'
});

export const missingDistributions = (names: readonly string[], python: string): Diagnostic => ({
  code: 'missing-distribution',
  severity: 'error',
  message: `${quotedList(names)} ${names.length === 1 ? 'is' : 'are'} not installed for ${python}`,
  hint: 'Add --install to make an environment for the project, or install it there, or name another Python with --python PATH'
});

export const installFailed = (why: string): Diagnostic => ({
  code: 'install-failed',
  severity: 'error',
  message: `The project's environment could not be made: ${why}`,
  hint: 'Look at the lines above, or install the requirements yourself and give --python PATH'
});

export const unmetAssumption = (distribution: string, wanted: string, found: string): Diagnostic => ({
  code: 'unmet-assumption',
  severity: 'error',
  message: `The project was compiled for ${quoted(distribution)} ${wanted}, but ${found} is installed`,
  hint: 'Compile for the installed version with --python PATH, or install the other'
});

export const runInProgress = (pid: number): Diagnostic => ({
  code: 'run-in-progress',
  severity: 'error',
  message: `Another run of this project is going on (process ${pid})`,
  hint: 'Wait until it has ended, or stop it'
});

export const staleInput = (node: string, neededBy: string, why: string): Diagnostic => ({
  code: 'stale-input',
  severity: 'error',
  message: `${quoted(neededBy)} needs what ${quoted(node)} makes, and that is out of date: ${why}`,
  hint: `Run ${quoted(node)} too: --to ${neededBy}`
});

export const engineFailed = (log: string): Diagnostic => ({
  code: 'engine-failed',
  severity: 'error',
  message: 'The run failed outside its nodes',
  hint: `Read what the engine says, below and in ${log}`
});
