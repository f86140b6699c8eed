import type { ExtensionContext } from '../context.js';
import type { OpenNotebook } from '../pipelines.js';

/** Underlines problems in the editors of every notebook that has nodes. What draws them comes with the first problem. */
export function showProblemsInEditors(context: ExtensionContext): void {
  const watch = (opened: OpenNotebook) => {
    let shown: unknown;
    let shownRun: unknown;
    const show = async () => {
      const { view, run } = opened.pipeline.state;
      const isOn = context.settings.value.editorProblems && view.isTagged;
      const wanted = isOn ? [...run.problems, ...view.problems].filter(({ at }) => at) : [];
      const key = isOn ? view : undefined;
      if (key === shown && (!isOn || run.problems === shownRun)) return;
      const isFirst = shown === undefined;
      shown = key;
      shownRun = run.problems;
      if (isFirst && wanted.length === 0) return;
      const { markProblems } = await import('./marks.js');
      if (!opened.panel.isDisposed) markProblems(opened, { problems: wanted, trans: context.trans, again });
    };
    opened.pipeline.changed.connect(() => void show());
    const again = () => {
      shown = {};
      void show();
    };
    context.settings.changed.connect(again);
    opened.panel.disposed.connect(() => void context.settings.changed.disconnect(again));
  };
  context.pipelines.all.forEach(watch);
  context.pipelines.added.connect((_, opened) => watch(opened));
}
