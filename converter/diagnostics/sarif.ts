import type { CellLocation } from '../source/span.js';
import type { Diagnostic } from './diagnostic.js';
import { fileLine, placeName, placeOf, type Report } from './report.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** All diagnostics as one SARIF 2.1.0 log, which code scanning services read. `version`: of the converter. */
export function renderSarif(reports: readonly Report[], version: string): string {
  const found = new Map(reports.flatMap(({ diagnostics }) => diagnostics.map(({ code, severity }) => [code, severity] as const)));
  const codes = [...found.keys()].sort();
  const rules = codes.map(id => ({ id, defaultConfiguration: { level: levels[found.get(id) ?? 'error'] } }));
  const results = reports.flatMap(report => report.diagnostics.map(diagnostic => resultOf(report, diagnostic, codes)));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'espalier', version, rules } }, columnKind: 'utf16CodeUnits', results }]
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function resultOf(report: Report, diagnostic: Diagnostic, codes: readonly string[]): object {
  const { code, severity, message, hint, at, related = [] } = diagnostic;
  const place = placeOf(report, at);
  const text = `${place ? `${placeName(place)}: ` : ''}${message}${hint === undefined ? '' : `. ${hint}`}`;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: escaped(text) },
    locations: [locationOf(report, at)],
    ...(related.length > 0 && {
      relatedLocations: related.map((other, id) => ({ id, ...locationOf(report, other), message: { text: escaped(other.message) } }))
    })
  };
}

function locationOf(report: Report, at: CellLocation | undefined): object {
  const place = placeOf(report, at);
  const line = place && fileLine(report, place);
  const name = place && placeName(place);
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(report.file) }, ...(line !== undefined && { region: { startLine: line } }) },
    ...(place && {
      logicalLocations: [{ name, fullyQualifiedName: `${place.cell.id}${place.start ? `:${place.start.line}:${place.start.column}` : ''}`, kind: 'cell' }]
    })
  };
}

/** A relative path as a relative reference, an absolute one as a file URI. */
function uriOf(path: string): string {
  const slashed = path
    .replace(/\\/g, '/')
    .replace(/^\.\//, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/');
  if (slashed.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(slashed) ? `file:///${slashed.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}` : encoded;
}

/** Brackets and braces mean links and arguments in a SARIF message. */
const escaped = (text: string): string => text.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
