import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import { espalierIcon } from '../icons.js';
import type { PartProps } from './parts.js';

/** No notebook is open. */
export function NoNotebook({ trans }: { readonly trans: TranslationBundle }): ReactElement {
  return (
    <div className="jp-Espalier-empty">
      <espalierIcon.react tag="span" className="jp-Espalier-emptyIcon" width="40px" height="40px" />
      <p>{trans.__('Open a notebook to see its pipeline here.')}</p>
    </div>
  );
}

/** Nothing is tagged yet: what to do. */
export function Untagged({ context: { trans } }: PartProps): ReactElement {
  return (
    <div className="jp-Espalier-empty">
      <espalierIcon.react tag="span" className="jp-Espalier-emptyIcon" width="32px" height="32px" />
      <p>{trans.__('Give cells a node name and they become steps of a pipeline; what passes between them is found in the code.')}</p>
      <p>{trans.__('Let nodes be suggested, or select cells and tag them yourself.')}</p>
    </div>
  );
}

/** The notebook cannot become a pipeline; the problems say why. */
export function Unusable({ context: { trans }, state }: PartProps): ReactElement {
  return (
    <div className="jp-Espalier-failure" role="alert">
      <p>{trans.__('No pipeline can be made of the notebook as it is: see the problems.')}</p>
      {state.view.nodes.length > 0 && <p>{trans.__('What is shown is what it was before.')}</p>}
    </div>
  );
}
