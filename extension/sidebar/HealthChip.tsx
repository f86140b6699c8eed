import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import type { NotebookState } from '../model/state.js';
import { countOf } from '../model/count.js';

/** How many nodes and problems there are. */
export function HealthChip({ state, trans }: { readonly state: NotebookState; readonly trans: TranslationBundle }): ReactElement {
  const { view } = state;
  const { errors, warnings } = countOf(state);
  const worst = !view.isTagged ? 'none' : errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'good';
  const parts = [
    view.state === 'reading' ? trans.__('Reading…') : view.isTagged ? trans._n('%1 node', '%1 nodes', view.nodes.length) : trans.__('no nodes yet'),
    ...(view.isTagged && errors > 0 ? [trans._n('%1 error', '%1 errors', errors)] : []),
    ...(view.isTagged && warnings > 0 ? [trans._n('%1 warning', '%1 warnings', warnings)] : [])
  ];
  return (
    <span className={`jp-Espalier-chip jp-mod-${worst}`} role="status">
      {parts.join(' · ')}
    </span>
  );
}
