import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Subject } from '../subject.js';
import type { NotebookRun } from './bench.js';
import { nothing, type Verdict, type Verification } from './report.js';

/** A verification with this verdict; `more` is what is known besides the nodes. */
export function ended(found: Subject, verdict: Verdict, more: Partial<Verification>): Verification {
  const nodes = (found.conversion?.plan?.nodes ?? []).map(({ name, rung, members }) => ({ name, rung, ...(members && { members }) }));
  return { ...nothing, verdict, nodes, said: '', diagnostics: [], times: {}, subject: found, ...more };
}

/** The notebook's process ended without a word how, or with `said`. */
export const endedEarly = (found: Subject, said: string): Verification =>
  said === '' ? ended(found, 'fails', { said: 'its process was ended from outside' }) : ended(found, 'broken', { said });

/** Something is in the way of the notebook's run. */
export const stopped = (diagnostics: readonly Diagnostic[], found?: Subject): Verification => ({
  ...nothing,
  verdict: 'refused',
  nodes: [],
  said: '',
  diagnostics,
  times: {},
  ...(found && { subject: found })
});

/** What the notebook raised; empty where it raised nothing. */
export const errorText = ({ error }: NotebookRun): string => (error ? `cell ${error.cell + 1} raises ${error.type}: ${error.message}` : '');
