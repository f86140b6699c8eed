import { useEffect, type ReactElement } from 'react';
import type { ExtensionContext } from '../context.js';
import { useCurrentNotebook, useNotebookState } from '../hooks.js';
import type { OpenNotebook } from '../pipelines.js';
import { actions } from './actions.js';
import { Boundary } from './Boundary.js';
import { NoNotebook, Unusable, Untagged } from './EmptyState.js';
import { Header } from './Header.js';
import { ProposalBar } from './ProposalBar.js';
import { SectionFrame } from './SectionFrame.js';
import type { PartProps } from './parts.js';
import { sections } from './sections.js';

/** All of the panel: for the notebook that was focused last. */
export function Sidebar({ context }: { readonly context: ExtensionContext }): ReactElement {
  const current = useCurrentNotebook(context);
  if (!current) return <NoNotebook trans={context.trans} />;
  return <NotebookSidebar key={current.panel.id} context={context} current={current} />;
}

function NotebookSidebar({ context, current }: { readonly context: ExtensionContext; readonly current: OpenNotebook }): ReactElement {
  const state = useNotebookState(current.pipeline);
  const { trans } = context;
  useEffect(() => current.pipeline.wake(), [current.pipeline]);
  const props: PartProps = { context, panel: current.panel, pipeline: current.pipeline, state };
  return (
    <>
      <Header {...props} />
      <div className="jp-Espalier-actions" role="toolbar" aria-label={trans.__('Pipeline actions')}>
        {actions.map(({ id, component: Part }) => (
          <Boundary key={id} trans={trans} name={id}>
            <Part {...props} />
          </Boundary>
        ))}
      </div>
      {state.failure !== undefined && (
        <div className="jp-Espalier-failure" role="alert">
          <p>{trans.__('The notebook cannot be analysed: %1', state.failure)}</p>
        </div>
      )}
      <div className="jp-Espalier-body">
        {state.proposal && <ProposalBar {...props} />}
        {state.view.state === 'unusable' && <Unusable {...props} />}
        {state.view.state === 'ready' && !state.view.isTagged && !state.proposal && <Untagged {...props} />}
        {sections
          .filter(section => section.isVisible?.(state) ?? true)
          .map(section => (
            <SectionFrame key={section.id} section={section} {...props} />
          ))}
      </div>
    </>
  );
}
