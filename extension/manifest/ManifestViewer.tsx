import { useState, type ReactElement } from 'react';
import { StatusMark } from '../graph/StatusMark.js';
import { ManifestGraph } from './ManifestGraph.js';
import { NodeTable } from './NodeTable.js';
import type { Fact, ManifestView } from './view.js';
import type { ViewerContext } from './widget.js';

interface ManifestViewerProps {
  readonly context: ViewerContext;
  readonly view: ManifestView;
}

/** A manifest: what it is, its graph, and tables of all that it says. */
export function ManifestViewer({ context, view }: ManifestViewerProps): ReactElement {
  const { trans } = context;
  const [selected, setSelected] = useState<string>();
  const { title, status, facts, parameters, environment, problems } = view;
  return (
    <div className="jp-Espalier-manifest">
      <h2>
        {status && (
          <svg viewBox="-8 -8 16 16" width="18" height="18" role="img" aria-label={statusText(status, trans)}>
            <StatusMark status={marks[status]} />
          </svg>
        )}
        {title}
      </h2>
      <FactList facts={facts} />
      <ManifestGraph context={context} view={view} selected={selected} onSelect={setSelected} />
      {problems.length > 0 && (
        <>
          <h3>{view.kind === 'run' ? trans.__('Failures') : trans.__('Problems')}</h3>
          <ul className="jp-Espalier-manifestProblems">
            {problems.map(({ code, severity, message }, index) => (
              <li key={index} data-severity={severity}>
                <code>{code}</code> {message}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{trans.__('Nodes')}</h3>
      <NodeTable view={view} trans={trans} selected={selected} onSelect={setSelected} />
      <FactTable title={trans.__('Parameters')} facts={parameters} />
      <FactTable title={view.kind === 'run' ? trans.__('Environment') : trans.__('Requirements')} facts={environment} />
    </div>
  );
}

const marks = { running: 'running', succeeded: 'done', failed: 'failed', aborted: 'aborted' } as const;

function statusText(status: keyof typeof marks, trans: ViewerContext['trans']): string {
  return { running: trans.__('running'), succeeded: trans.__('succeeded'), failed: trans.__('failed'), aborted: trans.__('stopped') }[status];
}

function FactList({ facts }: { readonly facts: readonly Fact[] }): ReactElement {
  return (
    <dl className="jp-Espalier-manifestFacts">
      {facts.map(({ name, value, isCode }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{isCode ? <code>{value}</code> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function FactTable({ title, facts }: { readonly title: string; readonly facts: readonly Fact[] }): ReactElement | null {
  if (facts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <table aria-label={title}>
        <tbody>
          {facts.map(({ name, value, isCode }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name}</th>
              <td>{isCode ? <code>{value}</code> : value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
