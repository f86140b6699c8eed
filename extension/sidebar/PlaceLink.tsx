import type { NotebookPanel } from '@jupyterlab/notebook';
import type { ReactElement, ReactNode } from 'react';
import type { Place } from '../model/view.js';
import { revealCell } from '../reveal.js';

/** A link to a place in the notebook. */
export function PlaceLink({ panel, place, children }: { readonly panel: NotebookPanel; readonly place: Place; readonly children: ReactNode }): ReactElement {
  return (
    <button type="button" className="jp-Espalier-link" onClick={() => void revealCell(panel, place)}>
      {children}
    </button>
  );
}
