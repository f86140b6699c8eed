import type { Diagnostic } from './diagnostic.js';
import { fileLine, placeName, placeOf, type Report } from './report.js';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, by which GitHub shows diagnostics beside the notebook's lines in a pull request; one a line. */
export function renderGithub(reports: readonly Report[]): string {
  return reports.flatMap(report => report.diagnostics.map(diagnostic => `${command(report, diagnostic)}\n`)).join('');
}

function command(report: Report, diagnostic: Diagnostic): string {
  const { code, severity, message, hint } = diagnostic;
  const place = placeOf(report, diagnostic.at);
  const line = place && fileLine(report, place);
  const properties = [`file=${property(report.file.replace(/^\.\//, ''))}`, ...(line === undefined ? [] : [`line=${line}`]), `title=${property(code)}`];
  const text = [`${place ? `${placeName(place)}: ` : ''}${message}`, ...(hint === undefined ? [] : [`hint: ${hint}`])].join('\n');
  return `::${commands[severity]} ${properties.join(',')}::${data(text)}`;
}

/** What ends or begins a command must be written in percent, as the runner reads it. */
const data = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
