import { lazy, Suspense, useState, type ReactElement } from 'react';
import { durationText, statusWord } from '../../graph/words.js';
import type { NodeRecord } from '../../../converter/index.js';
import type { NodeRun } from '../../model/state.js';
import type { PartProps } from '../../sidebar/parts.js';
import { Elapsed, Mark } from './RunHeadline.js';

/** Figures and logs come with the first node that is opened. */
const NodeResult = lazy(async () => ({ default: (await import('./NodeResult.js')).NodeResult }));

/** What each node wrote and left: one to open for each. The one that failed is open. */
export function NodeResults(props: PartProps): ReactElement | null {
  const { record, nodes } = props.state.run;
  if (!record) return null;
  return (
    <ul className="jp-Espalier-results">
      {record.nodes.map(node => (
        <li key={`${record.run_id} ${node.name}`}>
          <Result {...props} node={node} run={nodes.get(node.name)} />
        </li>
      ))}
    </ul>
  );
}

function Result(props: PartProps & { readonly node: NodeRecord; readonly run: NodeRun | undefined }): ReactElement {
  const { context, state, node, run } = props;
  const [isOpen, setOpen] = useState<boolean>();
  const open = isOpen ?? node.status === 'failed';
  const log = state.run.logs[node.name] ?? '';
  const isEmpty = node.displays.length + node.outputs.length === 0 && log === '' && !node.error && node.log === undefined;
  const label = (
    <>
      {run && <Mark status={run.status} />}
      <span className="jp-Espalier-resultName">{node.name}</span>
      <span className="jp-Espalier-note">
        {run?.status === 'running' && run.startedAt !== undefined ? (
          <Elapsed since={run.startedAt} />
        ) : run?.duration === undefined ? (
          run && statusWord(run, context.trans)
        ) : (
          durationText(run.duration)
        )}
      </span>
    </>
  );
  if (isEmpty) return <p className="jp-Espalier-resultHead">{label}</p>;
  return (
    <>
      <button type="button" className="jp-Espalier-resultHead" aria-expanded={open} onClick={() => setOpen(!open)}>
        {label}
      </button>
      {open && (
        <Suspense fallback={null}>
          <NodeResult {...props} node={node} log={log} />
        </Suspense>
      )}
    </>
  );
}
