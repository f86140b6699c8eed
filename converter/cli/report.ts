import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js';
import type { Report } from '../diagnostics/report.js';
import type { Subject } from './subject.js';
import { painter, type Terminal } from './terminal.js';
import { version } from './version.js';

export type ReportFormat = 'text' | 'json' | 'github' | 'sarif';
const weights: Record<Severity, number> = { error: 2, warning: 1, info: 0 };

export interface ReportOptions {
  readonly format: ReportFormat;
  /** Leaves out what weighs less. */
  readonly least?: Severity;
  /** Further members for each notebook of a JSON document. */
  readonly more?: readonly object[];
}

/**
 * Reports diagnostics: as text on standard error, in the other formats as one
 * document on standard output.
 */
export async function report(subjects: readonly Subject[], { format, least = 'info', more = [] }: ReportOptions, terminal: Terminal): Promise<void> {
  const reports = await Promise.all(subjects.map(subject => reportOf(subject, least, format !== 'text')));
  switch (format) {
    case 'text': {
      const { renderText } = await import('../diagnostics/text.js');
      const texts = reports.map(one => renderText(one, painter(terminal))).filter(text => text !== '');
      if (texts.length > 0) terminal.err(`${texts.join('\n')}\n`);
      return;
    }
    case 'github':
      terminal.out((await import('../diagnostics/github.js')).renderGithub(reports));
      return;
    case 'sarif':
      terminal.out((await import('../diagnostics/sarif.js')).renderSarif(reports, version));
      return;
    case 'json': {
      const document = JSON.parse((await import('../diagnostics/json.js')).renderJson(reports)) as {
        readonly version: number;
        readonly notebooks: readonly object[];
      };
      const notebooks = document.notebooks.map((notebook, index) => ({ ...notebook, ...summary(subjects[index]), ...more[index] }));
      terminal.out(`${JSON.stringify({ ...document, notebooks }, undefined, 2)}\n`);
      return;
    }
    default:
      return format satisfies never;
  }
}

async function reportOf({ source, conversion, diagnostics }: Subject, least: Severity, needsLines: boolean): Promise<Report> {
  const shown = diagnostics.filter(({ severity }) => weights[severity] >= weights[least]);
  const cells = conversion?.notebook.cells ?? [];
  const needsPlaces = needsLines && source.text !== undefined && shown.some(({ at }) => at !== undefined);
  const lines = needsPlaces ? (await import('../notebook/fileLines.js')).sourceLinesInFile(source.text ?? '') : undefined;
  return { file: source.path, cells, diagnostics: shown, ...(lines && { lineInFile: (index: number, line: number) => lines[index]?.[line - 1] }) };
}

const summary = (subject: Subject | undefined): object => (subject?.conversion?.plan ? { nodes: subject.conversion.plan.nodes.map(({ name }) => name) } : {});

/** Diagnostics that belong to no notebook. */
export function say(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  const paint = painter(terminal);
  for (const { severity, code, message, hint } of diagnostics) {
    const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.cyan;
    terminal.err(
      `${colour(paint.bold(`${severity}[${code}]`))}${paint.bold(`: ${message}`)}\n${hint === undefined ? '' : `  ${paint.cyan('hint:')} ${hint}\n`}`
    );
  }
}
