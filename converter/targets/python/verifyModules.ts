import init from './runtime/verify/__init__.py';
import displays from './runtime/verify/displays.py';
import judge from './runtime/verify/judge.py';
import noise from './runtime/verify/noise.py';
import notebook from './runtime/verify/notebook.py';
import probes from './runtime/verify/probes.py';
import report from './runtime/verify/report.py';
import shell from './runtime/verify/shell.py';
import texts from './runtime/verify/texts.py';
import values from './runtime/verify/values.py';
import written from './runtime/verify/written.py';

/** Source text of the modules that run a notebook and compare it with its pipeline, by name; `scripts/runtime-modules.mjs` writes this file. */
export const verifyModules: Readonly<Record<string, string>> = {
  __init__: init,
  displays,
  judge,
  noise,
  notebook,
  probes,
  report,
  shell,
  texts,
  values,
  written
};
