import { useEffect, useState, type ReactElement } from 'react';
import { StatusMark } from '../../graph/StatusMark.js';
import { durationText } from '../../graph/words.js';
import type { RunState } from '../../model/state.js';
import type { PartProps } from '../../sidebar/parts.js';
import { activityText, countNodes, outcomeText } from './words.js';

/** How far the run is, or how it ended, and what was written. */
export function RunHeadline({ context: { app, trans }, state: { run } }: PartProps): ReactElement {
  const { activity, record, compiled, obstacle } = run;
  const status = activity ? 'running' : statusOf(run);
  return (
    <div className="jp-Espalier-headline" role="status" aria-live="polite">
      {activity ? (
        <>
          <p>
            {status && <Mark status={status} />}
            <span>{activityText(activity, trans)}</span>
            <Elapsed since={activity.since} />
          </p>
          {run.nodes.size > 0 && activity.kind !== 'starting' && activity.kind !== 'compiling' && (
            <Progress run={run} label={trans.__('Nodes that are done')} />
          )}
          {activity.detail !== undefined && activity.detail !== '' && <p className="jp-Espalier-lastLine">{activity.detail}</p>}
        </>
      ) : (
        record &&
        !obstacle && (
          <p>
            {status && <Mark status={status} />}
            <span>{outcomeText(run, trans)}</span>
          </p>
        )
      )}
      {!activity && compiled && (
        <p className="jp-Espalier-aside">
          <button
            type="button"
            className="jp-Espalier-link"
            title={trans.__('Show the project in the file browser')}
            onClick={() => void app.commands.execute('filebrowser:go-to-path', { path: `/${compiled.folder}` })}
          >
            {compiled.folder.replace(/^.*\//s, '')}
          </button>{' '}
          {compiled.written === 0 ? trans.__('is up to date') : trans._n('%1 file written', '%1 files written', compiled.written)}
        </p>
      )}
    </div>
  );
}

function statusOf({ record, obstacle }: RunState) {
  if (!record || obstacle) return undefined;
  return ({ succeeded: 'done', failed: 'failed', aborted: 'aborted', running: 'running' } as const)[record.status];
}

export function Mark({ status }: { readonly status: Parameters<typeof StatusMark>[0]['status'] }): ReactElement {
  return (
    <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden>
      <StatusMark status={status} />
    </svg>
  );
}

function Progress({ run, label }: { readonly run: RunState; readonly label: string }): ReactElement {
  const ended = countNodes(run, 'done', 'cached', 'failed', 'skipped', 'aborted');
  return <progress className="jp-Espalier-progress" max={run.nodes.size} value={ended} aria-label={label} />;
}

/** Counts while it is shown. */
export function Elapsed({ since }: { readonly since: number }): ReactElement {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const elapsed = Math.max(0, now - since);
  return <span className="jp-Espalier-elapsed">{elapsed < 1000 ? '' : durationText(Math.floor(elapsed / 1000) * 1000).replace('.0', '')}</span>;
}
