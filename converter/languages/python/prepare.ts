import { figureBackend, unsupportedMagic } from '../../diagnostics/messages.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { CellText, RungReason } from '../language.js';
import type { Showing } from '../showing.js';
import { applyEdits, type Edit } from '../../source/edits.js';
import type { CellLocation } from '../../source/span.js';
import { cleaningEdits } from './magics/clean.js';
import { translate, type Replacement } from './magics/translate.js';
import type { Translation } from './magics/translation.js';
import { composed, spanMap } from './mapping.js';
import type { Prepared } from './prepared.js';
import { configured } from './showing.js';

/** Makes plain Python of a cell as IPython does: prompts and indentation go, magics and shell lines become calls. */
export function prepare({ id, source, directives }: CellText): Prepared {
  if (isPlain(source))
    return {
      text: source,
      spanOf: (from, to) => ({ from, to }),
      edits: [],
      runtime: [],
      calls: new Map(),
      magics: new Map(),
      rungs: [],
      diagnostics: [],
      vanished: 0,
      showing: []
    };
  const cleaning = cleaningEdits(source, directives);
  const cleaned = applyEdits(source, cleaning);
  const { replacements, tail, hidden, isTimed } = translate(cleaned);
  const analyzed = composed(
    cleaning,
    replacements.map(replacement => editOf(replacement, cleaned, 'analyzed'))
  );
  const emitted = composed(
    cleaning,
    replacements.map(replacement => editOf(replacement, cleaned, 'text'))
  );
  const edited = applyEdits(source, analyzed.all);
  const { spanOf, placeOf } = spanMap(analyzed.all, source.length);
  const text = tail ? `${edited}${edited.endsWith('\n') ? '' : '\n'}${tail.text}` : edited;

  const calls = new Map<number, string>();
  const magics = new Map<number, 'shown' | 'quiet'>();
  const showing: Showing[] = [];
  const rungs: RungReason[] = [];
  const diagnostics: Diagnostic[] = [];
  let vanished = 0;
  replacements.forEach(({ from, to, translation, magic, empty }, index) => {
    const edit = analyzed.own[index] as Edit;
    const place = placeOf(edit);
    const span = { from: edit.from, to: edit.to };
    if (!translation) diagnostics.push(unsupportedMagic(magic, { cell: id, span }));
    else if (translation.left) diagnostics.push(leftOut(magic, translation.left, { cell: id, span }));
    if (translation?.runtime !== undefined) calls.set(place + nameAt(edit.text, translation.runtime), translation.runtime);
    if (translation?.rung) rungs.push({ ...translation.rung, span });
    if (empty !== 'None') magics.set(place, translation?.quiet ? 'quiet' : 'shown');
    const mode = empty === '' ? configured(cleaned.slice(from, to)) : undefined;
    if (mode !== undefined) showing.push({ mode, by: 'instance', span });
    if (empty === '' && edit.text.trim() === '') vanished = place + edit.text.length;
  });
  if (tail?.runtime !== undefined) calls.set(text.length - tail.text.length + nameAt(tail.text, tail.runtime), tail.runtime);

  const runtime = [...new Set(calls.values())];
  return { text, spanOf, edits: emitted.all, runtime, calls, magics, rungs, diagnostics, vanished, hidden, isTimed, showing, ...(tail && { tail: tail.text }) };
}

/** Nothing that IPython would change: no line begins or ends with its signs, none is a prompt or indented from the start, none may be a command. */
function isPlain(source: string): boolean {
  if (/^[ \t]+$/m.test(source) && /'''|"""|\\$/m.test(source)) return false;
  return !/[!%?]|^[ \t]*[,;/]|>>>|In \[/m.test(source) && !/^\s*[ \t]/.test(source) && !/^\s*[a-z_]+ +[^=,\s][^\n]*\s*$/.test(source);
}

/** An edit keeps the number of lines. */
function editOf({ from, to, translation, empty }: Replacement, source: string, which: 'text' | 'analyzed'): Edit {
  const given = (which === 'analyzed' ? translation?.analyzed : undefined) ?? translation?.text ?? '';
  const text = given === '' ? empty : given;
  const missing = lineEnds(source.slice(from, to)) - lineEnds(text);
  return { from, to, text: text + '\n'.repeat(Math.max(0, missing)) };
}

const lineEnds = (text: string): number => text.split('\n').length - 1;

/** Where in a text the name of a function is called. */
const nameAt = (text: string, name: string): number => new RegExp(`(?<!\\w)${name}\\(`).exec(text)?.index ?? 0;

function leftOut(magic: string, left: NonNullable<Translation['left']>, at: CellLocation): Diagnostic {
  switch (left) {
    case 'figures':
      return figureBackend(at);
    case 'measures':
      return {
        ...unsupportedMagic(magic, at),
        severity: 'warning',
        message: `What '${magic}' measures or shows is left out of the pipeline`,
        hint: 'Move code whose effects count out of the magic'
      };
    case 'looks':
      return {
        ...unsupportedMagic(magic, at),
        severity: 'info',
        message: `What '${magic}' prints is left out of the pipeline`,
        hint: 'Print what you need in plain code'
      };
    case 'installs':
      return {
        ...unsupportedMagic(magic, at),
        severity: 'info',
        message: 'Installing packages is left out of the pipeline, and so is what it prints',
        hint: 'What the project needs is in its requirements.txt'
      };
  }
}
