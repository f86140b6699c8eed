import { MainAreaWidget } from '@jupyterlab/apputils';
import type { ExtensionContext } from '../context.js';
import { problemsOf } from '../model/count.js';
import { revealCell } from '../reveal.js';
import { GraphWidget } from '../graph/widget.js';
import { espalierIcon } from '../icons.js';
import { PipelinePanel } from '../sidebar/panel.js';
import { noArgs } from './args.js';
import { CommandIDs } from './ids.js';

/** Commands that show something. */
export function addViewCommands(context: ExtensionContext): void {
  const { app, trans, pipelines } = context;
  const isEnabled = () => pipelines.current !== undefined;
  const describedBy = { args: noArgs };
  app.commands.addCommand(CommandIDs.showPanel, {
    label: trans.__('Show Pipeline'),
    caption: trans.__('Show the pipeline of the notebook in the sidebar'),
    icon: espalierIcon,
    describedBy,
    execute: () => app.shell.activateById(PipelinePanel.id)
  });
  app.commands.addCommand(CommandIDs.openGraph, {
    label: trans.__('Open Pipeline Graph'),
    caption: trans.__('Show the graph of the pipeline in the main area'),
    icon: espalierIcon,
    describedBy,
    isEnabled,
    execute: () => {
      const { current } = pipelines;
      if (!current) return;
      const id = `espalier-graph-${current.panel.id}`;
      if (![...app.shell.widgets('main')].some(widget => widget.id === id)) {
        const widget = new MainAreaWidget({ content: new GraphWidget(context, current) });
        widget.id = id;
        widget.title.label = trans.__('Graph of %1', current.panel.title.label);
        widget.title.icon = espalierIcon;
        current.panel.disposed.connect(() => widget.dispose());
        app.shell.add(widget, 'main', { mode: 'split-right', ref: current.panel.id });
      }
      app.shell.activateById(id);
    }
  });
  app.commands.addCommand(CommandIDs.nextProblem, {
    label: trans.__('Next Pipeline Problem'),
    caption: trans.__('Go to the next problem below the active cell'),
    describedBy,
    isEnabled,
    execute: async () => {
      const { current } = pipelines;
      if (!current) return;
      const active = current.panel.content.activeCellIndex + 1;
      const found = problemsOf(current.pipeline.state).filter(({ severity, cellNumber }) => severity !== 'info' && cellNumber !== undefined);
      const sorted = [...found].sort((a, b) => (a.cellNumber ?? 0) - (b.cellNumber ?? 0));
      const next = sorted.find(({ cellNumber = 0 }) => cellNumber > active) ?? sorted[0];
      if (next?.at) await revealCell(current.panel, next.at);
    }
  });
}
