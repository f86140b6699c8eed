import { useEffect, useRef, type ReactElement } from 'react';
import { StatusMark } from '../graph/StatusMark.js';
import { durationText, statusWord } from '../graph/words.js';
import { sizeText } from '../run/panel/words.js';
import type { ManifestNodeView, ManifestValue, ManifestView } from './view.js';
import type { ViewerContext } from './widget.js';

interface NodeTableProps {
  readonly view: ManifestView;
  readonly trans: ViewerContext['trans'];
  readonly selected: string | undefined;
  readonly onSelect: (name: string) => void;
}

/** One row for each node: its state and time, what it takes and what it gives. */
export function NodeTable({ view: { nodes, kind }, trans, selected, onSelect }: NodeTableProps): ReactElement {
  const isRun = kind === 'run';
  return (
    <div className="jp-Espalier-manifestScroll" tabIndex={0} role="region" aria-label={trans.__('Nodes')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{trans.__('Node')}</th>
            <th scope="col">{isRun ? trans.__('State') : trans.__('Cells')}</th>
            <th scope="col">{trans.__('Takes')}</th>
            <th scope="col">{trans.__('Gives')}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map(node => (
            <NodeRow key={node.name} node={node} isRun={isRun} trans={trans} isSelected={node.name === selected} onSelect={() => onSelect(node.name)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NodeRowProps {
  readonly node: ManifestNodeView;
  readonly isRun: boolean;
  readonly trans: ViewerContext['trans'];
  readonly isSelected: boolean;
  readonly onSelect: () => void;
}

function NodeRow({ node, isRun, trans, isSelected, onSelect }: NodeRowProps): ReactElement {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const { name, title, kind, cells, run, takes, gives, metrics } = node;
  return (
    <tr ref={row} className={isSelected ? 'jp-mod-selected' : ''} aria-selected={isSelected} onClick={onSelect}>
      <th scope="row">
        {name}
        {kind !== 'function' && <span className="jp-Espalier-tag">{kind === 'script' ? trans.__('script') : trans.__('joined')}</span>}
        {title !== '' && title !== name && <div className="jp-Espalier-aside">{title}</div>}
      </th>
      <td>
        {isRun ? run && <RunState run={run} trans={trans} /> : cells.join(', ')}
        {metrics.map(({ name: metric, value }) => (
          <div key={metric}>
            {metric} <strong>{value}</strong>
          </div>
        ))}
      </td>
      <td>
        <Values values={takes} />
      </td>
      <td>
        <Values values={gives} />
      </td>
    </tr>
  );
}

function RunState({ run, trans }: { readonly run: NonNullable<ManifestNodeView['run']>; readonly trans: ViewerContext['trans'] }): ReactElement {
  return (
    <span className="jp-Espalier-manifestState">
      <svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden>
        <StatusMark status={run.status} />
      </svg>
      {statusWord(run, trans)}
      {run.duration !== undefined && <span className="jp-Espalier-aside">{durationText(run.duration)}</span>}
    </span>
  );
}

function Values({ values }: { readonly values: readonly ManifestValue[] }): ReactElement {
  return (
    <ul>
      {values.map(({ name, type, shape, bytes }) => {
        const about = [type?.replace(/^.*\./, ''), shape, bytes === undefined ? undefined : sizeText(bytes)].filter(text => text !== undefined);
        return (
          <li key={name}>
            <code>{name}</code> <span className="jp-Espalier-aside">{about.join(', ')}</span>
          </li>
        );
      })}
    </ul>
  );
}
