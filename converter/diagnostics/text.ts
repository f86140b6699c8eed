import type { CellLocation } from '../source/span.js';
import type { Diagnostic, Severity } from './diagnostic.js';
import { frameOf } from './frame.js';
import { placeName, placeOf, type Place, type Report } from './report.js';

type Paint = (text: string) => string;

/** Colours, or functions that give the text back. */
export interface Painter {
  readonly red: Paint;
  readonly yellow: Paint;
  readonly blue: Paint;
  readonly cyan: Paint;
  readonly bold: Paint;
}

const same: Paint = text => text;
const plainPainter: Painter = { red: same, yellow: same, blue: same, cyan: same, bold: same };

const colours = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies { readonly [severity in Severity]: keyof Painter };

/** Diagnostics for a terminal: what, where, the source lines, what to do. One blank line between them, a line end after the last. */
export function renderText(report: Report, paint: Painter = plainPainter): string {
  return report.diagnostics.map(diagnostic => `${renderOne(report, diagnostic, paint)}\n`).join('\n');
}

function renderOne(report: Report, { code, severity, message, hint, at, related = [] }: Diagnostic, paint: Painter): string {
  const head = `${paint[colours[severity]](paint.bold(`${severity}[${code}]`))}${paint.bold(`: ${printable(message)}`)}`;
  const places = [{ at, note: '' }, ...related.map(place => ({ at: place, note: place.message }))];
  return [
    head,
    ...places.flatMap(place => renderPlace(report, place, paint)),
    ...(hint === undefined ? [] : [`  ${paint.cyan('hint:')} ${printable(hint)}`])
  ].join('\n');
}

function renderPlace(report: Report, { at, note }: { readonly at: CellLocation | undefined; readonly note: string }, paint: Painter): readonly string[] {
  const place = placeOf(report, at);
  const arrow = note === '' ? '-->' : ':::';
  const where = `${printable(report.file)}${place ? `, ${placeName(place)}` : ''}`;
  return [` ${paint.blue(arrow)} ${where}${note === '' ? '' : `: ${printable(note)}`}`, ...(place ? renderFrame(place, paint) : [])];
}

function renderFrame({ cell, span }: Place, paint: Painter): readonly string[] {
  if (!span) return [];
  const lines = frameOf(cell.source, span);
  const width = String(lines.at(-1)?.number ?? 1).length;
  const gutter = (label: string) => paint.blue(`${label.padStart(width)} |`);
  return lines.flatMap(({ number, text, carets }) => [
    `${gutter(String(number))} ${text}`.trimEnd(),
    ...(carets === undefined ? [] : [`${gutter('')} ${' '.repeat(carets.length - carets.trimStart().length)}${paint.red(carets.trimStart())}`])
  ]);
}

/** Text of others on one line, without characters that steer a terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
