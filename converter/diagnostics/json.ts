import type { CellLocation } from '../source/span.js';
import type { Diagnostic } from './diagnostic.js';
import { fileLine, placeOf, type Report } from './report.js';

/** All diagnostics as one JSON document: the records themselves, with places also as cell number, line and column. */
export function renderJson(reports: readonly Report[]): string {
  const notebooks = reports.map(report => ({ file: report.file, diagnostics: report.diagnostics.map(diagnostic => withPlaces(report, diagnostic)) }));
  return `${JSON.stringify({ version: 1, notebooks }, undefined, 2)}\n`;
}

function withPlaces(report: Report, { at, related, ...rest }: Diagnostic): object {
  return {
    ...rest,
    ...(at && { at: withPlace(report, at) }),
    ...(related && { related: related.map(({ message, ...place }) => ({ ...withPlace(report, place), message })) })
  };
}

function withPlace(report: Report, at: CellLocation): object {
  const place = placeOf(report, at);
  if (!place) return at;
  const { number, start, end } = place;
  const fileLineNumber = fileLine(report, place);
  return { ...at, number, ...(start && { start, end }), ...(fileLineNumber !== undefined && { fileLine: fileLineNumber }) };
}
