import type { ReactElement } from 'react';
import type { NodeRun } from '../model/state.js';

/** Signs of states: never told by colour alone. Drawn in a square of 12 around the origin. */
const signs: { readonly [status in NodeRun['status'] | 'error' | 'warning']: string } = {
  queued: 'M-2.5 0h.01M0 0h.01M2.5 0h.01',
  running: 'M-1.5 -2.5L2.5 0L-1.5 2.5Z',
  done: 'M-2.8 0.2L-0.8 2.2L2.8 -2',
  cached: 'M-2.8 0.2L-0.8 2.2L2.8 -2',
  failed: 'M-2.2 -2.2L2.2 2.2M2.2 -2.2L-2.2 2.2',
  skipped: 'M-2.5 0H2.5',
  aborted: 'M-2 -2H2V2H-2Z',
  error: 'M0 -3V0.6M0 2.8h.01',
  warning: 'M0 -3V0.6M0 2.8h.01'
};

/** A round mark with the sign of a state, for SVG. */
export function StatusMark({ status }: { readonly status: keyof typeof signs }): ReactElement {
  return (
    <g className={`jp-Espalier-mark jp-mod-${status}`}>
      <circle r="6.5" />
      <path d={signs[status]} />
    </g>
  );
}
