import { launchIcon } from '@jupyterlab/ui-components';
import type { ReactElement } from 'react';
import { CommandIDs } from '../commands/ids.js';
import type { ExtensionContext } from '../context.js';

interface GraphToolbarProps {
  readonly context: Pick<ExtensionContext, 'app' | 'trans'>;
  readonly zoom: (direction: 1 | -1) => void;
  readonly fit: () => void;
  readonly isLarge: boolean;
}

/** Buttons over the graph. */
export function GraphToolbar({ context: { app, trans }, zoom, fit, isLarge }: GraphToolbarProps): ReactElement {
  const buttons = [
    { text: '−', title: trans.__('Zoom out (Ctrl+wheel)'), act: () => zoom(-1) },
    { text: '+', title: trans.__('Zoom in (Ctrl+wheel)'), act: () => zoom(1) },
    { text: '⤢', title: trans.__('Fit the graph'), act: fit }
  ];
  return (
    <div className="jp-Espalier-graphTools">
      {buttons.map(({ text, title, act }) => (
        <button key={title} type="button" className="jp-Button jp-mod-minimal" title={title} aria-label={title} onClick={act}>
          {text}
        </button>
      ))}
      {!isLarge && (
        <button
          type="button"
          className="jp-Button jp-mod-minimal"
          title={trans.__('Open the graph in the main area')}
          aria-label={trans.__('Open the graph in the main area')}
          onClick={() => void app.commands.execute(CommandIDs.openGraph)}
        >
          <launchIcon.react tag="span" width="14px" height="14px" />
        </button>
      )}
    </div>
  );
}
