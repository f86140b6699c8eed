import type { ReactElement } from 'react';
import { CommandIDs } from '../commands/ids.js';
import { nodeIcon } from '../icons.js';
import type { PartProps } from './parts.js';

/** Tags the selected cells. */
export function TagAction({ context: { app, trans } }: PartProps): ReactElement {
  const text = trans.__('Tag cells…');
  return (
    <button
      type="button"
      className="jp-Button jp-mod-styled jp-Espalier-action"
      title={trans.__('Make the selected cells a node of the pipeline')}
      onClick={() => void app.commands.execute(CommandIDs.tagCells)}
    >
      <nodeIcon.react tag="span" width="14px" height="14px" />
      {text}
    </button>
  );
}
