import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Manifest } from '../../project/project.js';
import { lockText, missingFrom, relevantVersions } from '../../run/distributions.js';
import { satisfies } from '../../run/versions.js';
import { readEnvironment, trulyMissing, type Environment } from '../environment.js';
import { installEnvironment } from '../install.js';
import { launchRunner, pythonEnvironment } from '../launch.js';
import { hasLock, writeLock } from '../lock.js';
import { missingDistributions, noPython, unmetAssumption } from '../messages.js';
import { findPython } from '../python.js';
import type { Installation, Wanted } from './runner.js';

/** The Python that runs the nodes, with what is installed for it. */
export function findPythonInstallation(wanted: Wanted): Installation | Diagnostic {
  const python = findPython(wanted.python, wanted.terminal, wanted.folder);
  return python === undefined ? noPython(wanted.python) : installationOf(readEnvironment(python, wanted.terminal), wanted);
}

const installationOf = (environment: Environment, wanted: Wanted): Installation => ({
  versions: Object.fromEntries([...environment.distributions].map(([name, { version }]) => [name, version])),
  prepare: manifest => prepare(manifest, environment, wanted),
  relevant: manifest => relevantVersions(manifest, environment),
  launch: (manifest, run) =>
    launchRunner(
      {
        command: environment.python,
        args: ['-m', `${manifest.package}.runtime.launch`, '--request', join(run, 'request.json')],
        project: wanted.folder,
        run
      },
      pythonEnvironment(wanted.folder, wanted.terminal.env)
    ),
  lock: manifest => {
    if (!hasLock(wanted.folder)) writeLock(wanted.folder, lockText(manifest, environment));
  }
});

async function prepare(manifest: Manifest, environment: Environment, wanted: Wanted): Promise<Installation | Diagnostic> {
  const unseen = missingFrom(environment, manifest);
  const missing = unseen.length === 0 ? [] : trulyMissing(unseen, environment.python);
  if (missing.length > 0 && wanted.install !== true) return missingDistributions(missing, environment.python);
  if (missing.length > 0) {
    const installed = await installEnvironment(wanted.folder, environment.python, wanted.terminal);
    if (!('python' in installed)) return installed;
    return prepare(manifest, readEnvironment(installed.python, wanted.terminal), { ...wanted, install: false });
  }
  const unmet = Object.entries(manifest.assumes).flatMap(([name, specifier]) => {
    const version = environment.distributions.get(name)?.version;
    return version === undefined || satisfies(version, specifier) ? [] : [unmetAssumption(name, specifier, version)];
  });
  return unmet[0] ?? installationOf(environment, wanted);
}
