import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { TranslationBundle } from '@jupyterlab/translation';
import { applyFix, fixLabel } from '../model/fixes.js';
import type { Problem } from '../model/view.js';
import type { OpenNotebook } from '../pipelines.js';

/** Marks problems in the editors of a notebook's cells, with what answers them in the tooltip. */
export function markProblems(opened: OpenNotebook, problems: readonly Problem[], trans: TranslationBundle): void {
  const byCell = new Map<string, Problem[]>();
  for (const problem of problems) if (problem.at?.span) byCell.set(problem.at.cell, [...(byCell.get(problem.at.cell) ?? []), problem]);
  for (const { model, editor } of opened.panel.content.widgets) {
    if (!(editor instanceof CodeMirrorEditor)) continue;
    const own = byCell.get(model.id) ?? [];
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
