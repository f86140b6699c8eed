import type { ReactElement } from 'react';
import type { PartProps } from '../../sidebar/parts.js';

/** Why it did not come to a run, and what helps. */
export function Obstacle({ context, panel, pipeline, state }: PartProps): ReactElement | null {
  const { trans, runnerOf } = context;
  const { obstacle } = state.run;
  if (!obstacle) return null;
  switch (obstacle.kind) {
    case 'missing':
      return (
        <div className="jp-Espalier-obstacle" role="alert">
          <p>
            {trans._n(
              'The kernel lacks %2, which the project needs.',
              'The kernel lacks %2, which the project needs.',
              obstacle.names.length,
              obstacle.names.join(', ')
            )}
          </p>
          <p className="jp-Espalier-aside">{trans.__('An environment inside the project leaves that of the notebook as it is.')}</p>
          <p>
            <button
              type="button"
              className="jp-Button jp-mod-styled jp-mod-accept"
              onClick={() => void runnerOf({ panel, pipeline }).then(runner => runner.installAndRun())}
            >
              {trans.__('Make it and run')}
            </button>
          </p>
        </div>
      );
    case 'problems':
      return (
        <div className="jp-Espalier-obstacle" role="alert">
          <p>{trans.__('Errors stand in the way: see Problems.')}</p>
        </div>
      );
    case 'refused':
      return (
        <div className="jp-Espalier-obstacle" role="alert">
          {obstacle.reasons.map(reason => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      );
    case 'failed':
      return (
        <div className="jp-Espalier-obstacle" role="alert">
          <pre>{obstacle.message}</pre>
        </div>
      );
    default:
      return obstacle satisfies never;
  }
}
