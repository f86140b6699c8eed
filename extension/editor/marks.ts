import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import type { Cell } from '@jupyterlab/cells';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import { applyFix, fixLabel } from '../model/fixes.js';
import type { Problem } from '../model/view.js';
import type { OpenNotebook } from '../pipelines.js';

interface Marking {
  readonly problems: readonly Problem[];
  readonly trans: TranslationBundle;
  /** Called when an editor is there that was not. */
  readonly again: () => void;
}

/** Marks problems in the editors of a notebook's cells, with what answers them in the tooltip. */
export function markProblems(opened: OpenNotebook, { problems, trans, again }: Marking): void {
  const byCell = new Map<string, Problem[]>();
  for (const problem of problems) if (problem.at?.span) byCell.set(problem.at.cell, [...(byCell.get(problem.at.cell) ?? []), problem]);
  for (const cell of opened.panel.content.widgets) {
    const { model, editor } = cell;
    const own = byCell.get(model.id) ?? [];
    if (!editor && own.length > 0) awaitEditor(cell, again);
    if (!(editor instanceof CodeMirrorEditor)) continue;
    const before = marked.get(editor);
    const { state } = editor.editor;
    const key = JSON.stringify(own);
    if ((own.length === 0 && !before) || (before?.key === key && before.doc === state.doc)) continue;
    marked.set(editor, { key, doc: state.doc });
    editor.editor.dispatch(
      setDiagnostics(
        state,
        own.map(problem => diagnosticOf(problem, state.doc.length, opened, trans))
      )
    );
  }
}

/** A cell that was never near the window has no editor yet. */
function awaitEditor(cell: Cell, again: () => void): void {
  if (awaited.has(cell)) return;
  awaited.add(cell);
  void cell.ready.then(again);
}

const awaited = new WeakSet<Cell>();

/** What was marked last in an editor, and in which text: equal marks are not made again. */
const marked = new WeakMap<CodeMirrorEditor, { readonly key: string; readonly doc: CodeMirrorEditor['editor']['state']['doc'] }>();

function diagnosticOf({ at, severity, message, hint, code, fixes }: Problem, length: number, { pipeline }: OpenNotebook, trans: TranslationBundle): Diagnostic {
  const from = Math.min(at?.span?.from ?? 0, length);
  const to = Math.min(Math.max(at?.span?.to ?? 0, from), length);
  return {
    from,
    to,
    severity,
    message: hint === undefined ? message : `${message}\n${hint}`,
    source: `espalier ${code}`,
    actions: fixes.map(fix => ({ name: fixLabel(fix, trans), apply: () => void applyFix(fix, pipeline) }))
  };
}
