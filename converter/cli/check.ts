import { report, type ReportFormat } from './report.js';
import { hasErrors, subjects, type Subject } from './subject.js';
import type { Terminal } from './terminal.js';
import { count } from './words.js';

export interface CheckOptions {
  readonly format: ReportFormat;
  readonly root?: string;
  readonly auto?: boolean;
  readonly target?: string;
}

/** `espalier check`: what would stop or change the conversion of the notebooks. Writes nothing. */
export async function check(patterns: readonly string[], options: CheckOptions, terminal: Terminal): Promise<number> {
  const checked: Subject[] = [];
  for await (const subject of subjects(patterns, { ...pick(options), planOnly: true }, terminal)) checked.push(subject);
  await report(checked, { format: options.format }, terminal);
  if (options.format === 'text') for (const subject of checked) terminal.out(`${line(subject)}\n`);
  return checked.some(({ diagnostics }) => hasErrors(diagnostics)) ? 1 : 0;
}

const pick = ({ root, auto }: CheckOptions) => ({ ...(root === undefined ? {} : { root }), ...(auto === undefined ? {} : { auto }) });

function line({ source, conversion, diagnostics }: Subject): string {
  const of = (severity: string) => diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
  const problems = [of('error') > 0 ? count(of('error'), 'error') : '', of('warning') > 0 ? count(of('warning'), 'warning') : ''].filter(text => text !== '');
  const nodes = conversion?.plan ? `${count(conversion.plan.nodes.length, 'node')}, ` : '';
  return `${source.path}: ${nodes}${problems.length === 0 ? 'no problems' : problems.join(', ')}`;
}
