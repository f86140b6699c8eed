import type { ReactElement, ReactNode } from 'react';
import type { Obstacle as ObstacleState } from '../../model/state.js';
import type { PartProps } from '../../sidebar/parts.js';

/** Why it did not come to a run, and what helps. */
export function Obstacle(props: PartProps): ReactElement | null {
  const { obstacle } = props.state.run;
  if (!obstacle) return null;
  return (
    <div className="jp-Espalier-obstacle" role="alert">
      {wordsOf(obstacle, props)}
    </div>
  );
}

function wordsOf(obstacle: ObstacleState, props: PartProps): ReactNode {
  const { trans } = props.context;
  switch (obstacle.kind) {
    case 'missing':
      return (
        <>
          <p>{missingText(obstacle.names, props)}</p>
          <p className="jp-Espalier-aside">
            {props.state.view.runner === 'python'
              ? trans.__('An environment inside the project leaves that of the notebook as it is.')
              : trans.__('npm can bring it into the project; the notebook’s folder stays as it is.')}
          </p>
          <InstallButton {...props} label={props.state.view.runner === 'python' ? trans.__('Make it and run') : trans.__('Install and run')} />
        </>
      );
    case 'uninstallable':
      return (
        <>
          <p>{trans.__('The project cannot be given what it needs: %1.', obstacle.message)}</p>
          {obstacle.words !== '' && <pre>{obstacle.words}</pre>}
          <InstallButton {...props} label={trans.__('Try again')} />
        </>
      );
    case 'problems':
      return <p>{trans.__('Errors stand in the way: see Problems.')}</p>;
    case 'refused':
      return obstacle.reasons.map(reason => <p key={reason}>{reason}</p>);
    case 'failed':
      return <p>{obstacle.message}</p>;
    default:
      return obstacle satisfies never;
  }
}

function missingText(names: readonly string[], { context: { trans }, state }: PartProps): string {
  const list = names.join(', ');
  return state.view.runner === 'python'
    ? trans.__('The kernel lacks %1, which the project needs.', list)
    : trans._n('%2 is not installed, and the project needs it.', '%2 are not installed, and the project needs them.', names.length, list);
}

/** Brings what is missing into the project, then runs. */
function InstallButton({ context, panel, pipeline, label }: PartProps & { readonly label: string }): ReactElement {
  return (
    <p>
      <button
        type="button"
        className="jp-Button jp-mod-styled jp-mod-accept"
        onClick={() => void context.runnerOf({ panel, pipeline }).then(runner => runner.installAndRun())}
      >
        {label}
      </button>
    </p>
  );
}
