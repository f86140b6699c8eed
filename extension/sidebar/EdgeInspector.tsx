import type { ReactElement } from 'react';
import type { EdgeView } from '../model/view.js';
import { KernelValues } from './KernelValues.js';
import { PlaceLink } from './PlaceLink.js';
import type { PartProps } from './parts.js';

/** What passes along an edge, and why: each reason with the places that make it. */
export function EdgeInspector({ context: { trans }, panel, state, edge }: PartProps & { readonly edge: EdgeView }): ReactElement {
  const { from, to, names, isOrder, isDeclared, reasons } = edge;
  const what = isDeclared
    ? trans.__('You asked for this order.')
    : isOrder
      ? trans.__('Nothing passes but the order.')
      : trans.__('Passes %1.', names.join(', '));
  return (
    <div className="jp-Espalier-inspector">
      <h4>
        {from} → {to}
      </h4>
      <p>{what}</p>
      <KernelValues state={state} cells={state.view.nodes.find(({ name }) => name === from)?.cells ?? []} names={names} trans={trans} />
      <ul className="jp-Espalier-reasons">
        {reasons.map(({ text, reader, writer }) => (
          <li key={text}>
            <p>{text}</p>
            {writer && (
              <PlaceLink panel={panel} place={writer}>
                {trans.__('Go to writer')}
              </PlaceLink>
            )}
            <PlaceLink panel={panel} place={reader}>
              {trans.__('Go to reader')}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
