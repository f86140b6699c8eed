import { caretDownIcon, downloadIcon, MenuSvg, runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { MouseEvent, ReactElement } from 'react';
import { CommandIDs } from '../commands/ids.js';
import type { PartProps } from './parts.js';

/** Compiles and runs; what else can be done with the project is in the menu beside it. While something is under way: stops it. */
export function RunAction({ context, pipeline, state }: PartProps): ReactElement | null {
  const { app, trans } = context;
  const { activity } = state.run;
  const execute = (id: string) => void app.commands.execute(id);
  if (activity)
    return (
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-mod-warn jp-Espalier-action"
        title={activity.kind === 'stopping' ? trans.__('End it at once') : trans.__('Stop; what is done stays done')}
        onClick={() => execute(CommandIDs.stopRun)}
      >
        <stopIcon.react tag="span" width="14px" height="14px" />
        {activity.kind === 'stopping' ? trans.__('Stop now') : trans.__('Stop')}
      </button>
    );
  if (!state.view.isTagged) return null;
  // A browser has no processes.
  if (app.name === 'JupyterLite')
    return (
      <>
        <button type="button" className="jp-Button jp-mod-styled jp-mod-accept jp-Espalier-action" onClick={() => execute(CommandIDs.downloadZip)}>
          <downloadIcon.react tag="span" width="14px" height="14px" />
          {trans.__('Download project')}
        </button>
        <p className="jp-Espalier-aside">
          {state.view.runner === 'python'
            ? trans.__('JupyterLite cannot run Kedro: take the project to a machine with Python.')
            : trans.__('JupyterLite cannot run projects: take it to a machine with Node.js.')}
        </p>
      </>
    );
  return (
    <span className="jp-Espalier-split" data-pipeline={pipeline.state.view.name}>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-mod-accept jp-Espalier-action"
        title={trans.__('Write the project beside the notebook and run what has changed')}
        onClick={() => execute(CommandIDs.compileAndRun)}
      >
        <runIcon.react tag="span" width="14px" height="14px" />
        {trans.__('Compile and run')}
      </button>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-mod-accept jp-Espalier-action"
        aria-haspopup="menu"
        aria-label={trans.__('More ways to run')}
        title={trans.__('More ways to run')}
        onClick={event => openMenu(event, context)}
      >
        <caretDownIcon.react tag="span" width="14px" height="14px" />
      </button>
    </span>
  );
}

const menuGroups = [
  [CommandIDs.compileAndRun, CommandIDs.runFromHere, CommandIDs.runToHere, CommandIDs.compileOnly],
  [CommandIDs.showProject, CommandIDs.copyCommand, CommandIDs.downloadZip]
];

function openMenu({ currentTarget }: MouseEvent<HTMLElement>, { app }: PartProps['context']): void {
  const menu = new MenuSvg({ commands: app.commands });
  for (const group of menuGroups) {
    if (group !== menuGroups[0]) menu.addItem({ type: 'separator' });
    for (const command of group) menu.addItem({ command });
  }
  const { left, bottom } = currentTarget.getBoundingClientRect();
  menu.aboutToClose.connect(() => void setTimeout(() => menu.dispose(), 500));
  menu.open(left, bottom);
}
