import { report, say } from './report.js';
import { findNotebooks } from './notebooks.js';
import type { Terminal } from './terminal.js';
import { misuse } from './usage.js';
import type { VerifyOptions } from './verify/observe.js';
import type { Verification } from './verify/report.js';
import { isEqual, renderVerification } from './verify/text.js';
import { verifyNotebook } from './verify/verify.js';

/** `espalier verify`: whether the pipelines of notebooks give what the notebooks give. */
export async function verify(
  patterns: readonly string[],
  { format, ...options }: VerifyOptions & { readonly format: 'text' | 'json' },
  terminal: Terminal
): Promise<number> {
  const paths = await findNotebooks(patterns, terminal);
  if (paths.includes('-')) misuse('verify runs the notebook in its folder: give its path');
  if (options.out !== undefined && paths.length > 1) misuse('-o DIR is the project of one notebook');
  const verified: (readonly [string, Verification])[] = [];
  for (const path of paths) {
    const verification = await verifyNotebook(path, options, terminal);
    verified.push([path, verification]);
    if (format === 'json') continue;
    await tell(verification, terminal);
    terminal.out(renderVerification(path, verification, terminal));
  }
  if (format === 'json') terminal.out(`${JSON.stringify({ version: 1, notebooks: verified.map(([path, one]) => asJson(path, one)) }, undefined, 2)}\n`);
  return verified.every(([, { verdict }]) => isEqual(verdict)) ? 0 : 1;
}

async function tell({ diagnostics, subject }: Verification, terminal: Terminal): Promise<void> {
  if (subject) await report([{ ...subject, diagnostics }], { format: 'text', least: 'warning' }, terminal);
  else say(diagnostics, terminal);
}

function asJson(path: string, verification: Verification): object {
  const { verdict, nodes, differences, unstable, unseen, compared, said, times, diagnostics } = verification;
  return { notebook: path, verdict, nodes, differences, unstable, unseen, compared, said, times, diagnostics };
}
