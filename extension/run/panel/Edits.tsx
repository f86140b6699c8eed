import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ReactElement } from 'react';
import type { PartProps } from '../../sidebar/parts.js';

/** Files of the project that were changed by hand, and a way to have the notebook's text again. */
export function Edits(props: PartProps): ReactElement | null {
  const { context, state } = props;
  const { trans } = context;
  const { compiled, activity } = state.run;
  if (!compiled || activity || compiled.edits.length === 0) return null;
  const { edits } = compiled;
  return (
    <details className="jp-Espalier-edits">
      <summary>{trans._n('Kept as you changed it by hand: %1 place', 'Kept as you changed them by hand: %1 places', edits.length)}</summary>
      <EditList edits={edits} />
      <button type="button" className="jp-Espalier-link" onClick={() => void replace(props)}>
        {trans.__('Replace what I changed by hand …')}
      </button>
    </details>
  );
}

const EditList = ({ edits }: { readonly edits: readonly string[] }): ReactElement => (
  <ul>
    {edits.map(edit => (
      <li key={edit}>
        <code>{edit}</code>
      </li>
    ))}
  </ul>
);

async function replace({ context: { trans, runnerOf }, panel, pipeline, state }: PartProps): Promise<void> {
  const edits = state.run.compiled?.edits ?? [];
  const { button } = await showDialog({
    title: trans.__('Replace what you changed by hand?'),
    body: (
      <div>
        <p>{trans.__('The project is written and run as the notebook says. Your changes of these are lost:')}</p>
        <EditList edits={edits} />
      </div>
    ),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Replace and run') })],
    defaultButton: 0
  });
  if (button.accept) await (await runnerOf({ panel, pipeline })).compileAndRun({ force: true });
}
