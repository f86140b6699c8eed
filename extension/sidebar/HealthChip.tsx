import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import type { NotebookState } from '../model/state.js';
import { countOf } from '../model/count.js';

/** How many nodes and problems there are. */
export function HealthChip({ state, trans }: { readonly state: NotebookState; readonly trans: TranslationBundle }): ReactElement {
  const { view } = state;
  const { errors, warnings } = countOf(state);
  const isJudged = view.isTagged || view.state === 'unusable';
  const worst = !isJudged ? 'none' : errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'good';
  const parts = [
    ...(view.state === 'reading' ? [trans.__('Reading…')] : []),
    ...(view.state === 'ready' && !view.isTagged ? [trans.__('no nodes yet')] : []),
    ...(view.state !== 'reading' && view.nodes.length > 0 && view.isTagged ? [trans._n('%1 node', '%1 nodes', view.nodes.length)] : []),
    ...(isJudged && errors > 0 ? [trans._n('%1 error', '%1 errors', errors)] : []),
    ...(isJudged && warnings > 0 ? [trans._n('%1 warning', '%1 warnings', warnings)] : [])
  ];
  return (
    <span className={`jp-Espalier-chip jp-mod-${worst}`} role="status">
      {parts.join(' · ')}
    </span>
  );
}
