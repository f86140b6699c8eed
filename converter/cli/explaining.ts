import { explain } from './explain.js';
import { report } from './report.js';
import { hasErrors, subject } from './subject.js';
import type { Terminal } from './terminal.js';

/** `espalier explain`: why a node, a variable or an edge is in the plan. */
export async function explaining(
  path: string,
  name: string,
  options: { readonly root?: string; readonly auto?: boolean },
  terminal: Terminal
): Promise<number> {
  const found = await subject(path, { ...options, planOnly: true }, terminal);
  const { plan, notebook } = found.conversion ?? {};
  if (!plan || !notebook) {
    await report([found], { format: 'text', least: 'error' }, terminal);
    return 1;
  }
  terminal.out(explain(name, plan, notebook));
  if (!hasErrors(found.diagnostics)) return 0;
  await report([found], { format: 'text', least: 'error' }, terminal);
  return 1;
}
