import { useId, type ReactElement } from 'react';

/** An id for the tips of one drawing: those of another may be hidden, and then its tips are, too. */
export const useTip = (): string => `jp-Espalier-tip${useId().replaceAll(':', '')}`;

/** What arrows end in. */
export function ArrowTip({ id }: { readonly id: string }): ReactElement {
  return (
    <defs>
      <marker
        id={id}
        className="jp-Espalier-tip"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="8"
        markerHeight="8"
        markerUnits="userSpaceOnUse"
        orient="auto"
      >
        <path d="M0 0.5L8 4L0 7.5Z" />
      </marker>
    </defs>
  );
}
