import { Dialog, showDialog } from '@jupyterlab/apputils';
import { copyIcon, deleteIcon, launchIcon, type LabIcon } from '@jupyterlab/ui-components';
import type { ReactElement } from 'react';
import type { RunRecord } from '../../../converter/index.js';
import type { PartProps } from '../../sidebar/parts.js';
import { jobOf } from '../job.js';
import { timeText } from './words.js';

interface RunActionsProps extends PartProps {
  readonly record: RunRecord;
  readonly onRemoved: () => void;
}

/** What can be done with an earlier run. Shown where the pointer or the focus is. */
export function RunActions({ record, onRemoved, ...props }: RunActionsProps): ReactElement {
  const { context, panel, pipeline, state } = props;
  const { trans, app } = context;
  const time = timeText(record);
  const open = () => {
    const path = `${jobOf(context, panel, pipeline).folder}/runs/${record.run_id}/run.manifest.json`;
    void app.commands.execute('docmanager:open', { path });
  };
  const isBusy = state.run.activity !== undefined;
  return (
    <span className="jp-Espalier-rowActions">
      <IconButton icon={launchIcon} label={trans.__('Open the record of the run of %1', time)} onClick={open} />
      <IconButton
        icon={copyIcon}
        label={trans.__('Copy the command line of the run of %1', time)}
        onClick={() => void navigator.clipboard.writeText(record.command)}
      />
      <IconButton
        icon={deleteIcon}
        label={trans.__('Delete the run of %1', time)}
        isDisabled={isBusy}
        onClick={() => void remove(props, record).then(onRemoved)}
      />
    </span>
  );
}

interface IconButtonProps {
  readonly icon: LabIcon;
  readonly label: string;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

function IconButton({ icon, label, isDisabled = false, onClick }: IconButtonProps): ReactElement {
  return (
    <button type="button" className="jp-Button jp-mod-minimal" title={label} aria-label={label} disabled={isDisabled} onClick={onClick}>
      <icon.react tag="span" width="14px" height="14px" />
    </button>
  );
}

async function remove({ context: { trans, runnerOf }, panel, pipeline }: PartProps, record: RunRecord): Promise<void> {
  const { button } = await showDialog({
    title: trans.__('Delete the run of %1?', timeText(record)),
    body: trans.__('Its record, journal and logs are deleted. What its nodes made stays, but a node that no other run knows will run again.'),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Delete') })],
    defaultButton: 0
  });
  if (button.accept) await (await runnerOf({ panel, pipeline })).removeRun(record.run_id);
}
