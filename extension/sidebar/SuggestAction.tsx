import type { ReactElement } from 'react';
import type { PartProps } from './parts.js';

/** Proposes nodes, as long as the notebook has none. */
export function SuggestAction({ context: { trans }, pipeline, state }: PartProps): ReactElement | null {
  const { view, proposal } = state;
  if (view.isTagged || proposal || view.state !== 'ready' || !view.cells.some(({ kind }) => kind === 'code')) return null;
  return (
    <button
      type="button"
      className="jp-Button jp-mod-styled jp-mod-accept jp-Espalier-action"
      title={trans.__('Propose nodes from headings and from where few values cross')}
      onClick={() => void pipeline.suggest()}
    >
      {trans.__('Suggest nodes')}
    </button>
  );
}
