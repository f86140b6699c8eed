import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Target } from '../../targets/target.js';
import { findJavaScriptInstallation } from './javascript.js';
import { findPythonInstallation } from './python.js';
import type { Installation, Wanted } from './runner.js';

/** How the programs are found that run the nodes of a target's projects. */
export const runners: Readonly<Record<Target['runner'], (wanted: Wanted) => Installation | Diagnostic>> = {
  python: findPythonInstallation,
  javascript: findJavaScriptInstallation
};
