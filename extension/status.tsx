import { ReactWidget } from '@jupyterlab/ui-components';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { ReactElement } from 'react';
import { CommandIDs } from './commands/ids.js';
import type { ExtensionContext } from './context.js';
import { useCurrentNotebook, useNotebookState } from './hooks.js';
import type { OpenNotebook } from './pipelines.js';
import { Boundary } from './sidebar/Boundary.js';
import { HealthChip } from './sidebar/HealthChip.js';

/** Nodes and problems of the current notebook in the status bar; nothing while it has no nodes. */
export function addStatusItem(context: ExtensionContext, statusBar: IStatusBar): void {
  const { trans } = context;
  const item = ReactWidget.create(
    <Boundary trans={trans} name={trans.__('The pipeline')}>
      <Status context={context} />
    </Boundary>
  );
  item.addClass('jp-Espalier-status');
  statusBar.registerStatusItem('espalier:status', { item, align: 'right', rank: 500 });
}

function Status({ context }: { readonly context: ExtensionContext }): ReactElement | null {
  const current = useCurrentNotebook(context);
  return current ? <NotebookStatus context={context} current={current} /> : null;
}

function NotebookStatus({ context: { app, trans }, current }: { readonly context: ExtensionContext; readonly current: OpenNotebook }): ReactElement | null {
  const state = useNotebookState(current.pipeline);
  if (!state.view.isTagged) return null;
  return (
    <button type="button" title={trans.__('Show the pipeline')} onClick={() => void app.commands.execute(CommandIDs.showPanel)}>
      <HealthChip state={state} trans={trans} />
    </button>
  );
}
