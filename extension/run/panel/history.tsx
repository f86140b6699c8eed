import { lazy, Suspense, type ReactElement } from 'react';
import type { PartProps, Section } from '../../sidebar/parts.js';

const RunHistory = lazy(async () => ({ default: (await import('./RunHistory.js')).RunHistory }));

/** Earlier runs of the project. */
export const historySection: Section = {
  id: 'history',
  title: trans => trans.__('History'),
  rank: 60,
  component: History,
  isVisible: ({ view }) => view.isTagged,
  isFolded: true
};

function History(props: PartProps): ReactElement {
  return (
    <Suspense fallback={null}>
      <RunHistory {...props} />
    </Suspense>
  );
}
