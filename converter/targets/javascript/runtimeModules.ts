import accessMjs from './runtime/access.mjs?raw';
import attendMjs from './runtime/attend.mjs?raw';
import codeMjs from './runtime/code.mjs?raw';
import configMjs from './runtime/config.mjs?raw';
import displayMjs from './runtime/display.mjs?raw';
import encodeMjs from './runtime/encode.mjs?raw';
import errorsMjs from './runtime/errors.mjs?raw';
import factsMjs from './runtime/facts.mjs?raw';
import failuresMjs from './runtime/failures.mjs?raw';
import fileguardsMjs from './runtime/fileguards.mjs?raw';
import filesMjs from './runtime/files.mjs?raw';
import guardsMjs from './runtime/guards.mjs?raw';
import helperStateMjs from './runtime/helperState.mjs?raw';
import indexCjs from './runtime/index.cjs?raw';
import indexMjs from './runtime/index.mjs?raw';
import journalMjs from './runtime/journal.mjs?raw';
import jsonMjs from './runtime/json.mjs?raw';
import kernelsMjs from './runtime/kernels.mjs?raw';
import launchMjs from './runtime/launch.mjs?raw';
import ledgerMjs from './runtime/ledger.mjs?raw';
import lockMjs from './runtime/lock.mjs?raw';
import metricsMjs from './runtime/metrics.mjs?raw';
import nodeMjs from './runtime/node.mjs?raw';
import programsMjs from './runtime/programs.mjs?raw';
import recordMjs from './runtime/record.mjs?raw';
import referencesMjs from './runtime/references.mjs?raw';
import startMjs from './runtime/start.mjs?raw';
import statesMjs from './runtime/states.mjs?raw';
import stepMjs from './runtime/step.mjs?raw';
import storeMjs from './runtime/store.mjs?raw';
import tableMjs from './runtime/table.mjs?raw';
import testingMjs from './runtime/testing.mjs?raw';
import timersMjs from './runtime/timers.mjs?raw';
import tslabCjs from './runtime/tslab.cjs?raw';
import untableMjs from './runtime/untable.mjs?raw';
import workspaceMjs from './runtime/workspace.mjs?raw';

/** Source text of each file of the runtime, by name; `scripts/runtime-modules.mjs` writes this file. */
export const runtimeModules: Readonly<Record<string, string>> = {
  'access.mjs': accessMjs,
  'attend.mjs': attendMjs,
  'code.mjs': codeMjs,
  'config.mjs': configMjs,
  'display.mjs': displayMjs,
  'encode.mjs': encodeMjs,
  'errors.mjs': errorsMjs,
  'facts.mjs': factsMjs,
  'failures.mjs': failuresMjs,
  'fileguards.mjs': fileguardsMjs,
  'files.mjs': filesMjs,
  'guards.mjs': guardsMjs,
  'helperState.mjs': helperStateMjs,
  'index.cjs': indexCjs,
  'index.mjs': indexMjs,
  'journal.mjs': journalMjs,
  'json.mjs': jsonMjs,
  'kernels.mjs': kernelsMjs,
  'launch.mjs': launchMjs,
  'ledger.mjs': ledgerMjs,
  'lock.mjs': lockMjs,
  'metrics.mjs': metricsMjs,
  'node.mjs': nodeMjs,
  'programs.mjs': programsMjs,
  'record.mjs': recordMjs,
  'references.mjs': referencesMjs,
  'start.mjs': startMjs,
  'states.mjs': statesMjs,
  'step.mjs': stepMjs,
  'store.mjs': storeMjs,
  'table.mjs': tableMjs,
  'testing.mjs': testingMjs,
  'timers.mjs': timersMjs,
  'tslab.cjs': tslabCjs,
  'untable.mjs': untableMjs,
  'workspace.mjs': workspaceMjs
};
