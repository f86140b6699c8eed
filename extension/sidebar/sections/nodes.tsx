import { useState, type ReactElement } from 'react';
import { durationText, statusWord } from '../../graph/words.js';
import { StatusMark } from '../../graph/StatusMark.js';
import type { NodeView } from '../../model/view.js';
import { revealCell } from '../../reveal.js';
import type { PartProps, Section } from '../parts.js';

/** The equivalent of the graph as a list. */
export const nodesSection: Section = {
  id: 'nodes',
  title: trans => trans.__('Nodes'),
  rank: 30,
  component: Nodes,
  isVisible: ({ view }) => view.isTagged && view.nodes.length > 0,
  note: ({ view }) => String(view.nodes.length)
};

/** From so many nodes on there is a filter. */
const many = 9;

function Nodes(props: PartProps): ReactElement {
  const { context, state } = props;
  const { trans } = context;
  const { nodes, cells } = state.view;
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const matches = ({ name, authored, inputs, outputs }: NodeView) =>
    [name, ...authored, ...[...inputs, ...outputs].map(port => port.name)].some(text => text.toLowerCase().includes(wanted));
  const apart = cells.filter(({ kind, role }) => kind === 'code' && role === 'skip').length;
  return (
    <>
      {nodes.length >= many && (
        <input
          className="jp-Espalier-filter"
          type="search"
          value={filter}
          placeholder={trans.__('Filter nodes and values')}
          aria-label={trans.__('Filter nodes and values')}
          onChange={event => setFilter(event.target.value)}
        />
      )}
      <ol className="jp-Espalier-nodes">
        {nodes.filter(matches).map(node => (
          <li key={node.name}>
            <NodeRow {...props} node={node} />
          </li>
        ))}
      </ol>
      {apart > 0 && <p className="jp-Espalier-aside">{trans._n('%1 cell is skipped.', '%1 cells are skipped.', apart)}</p>}
    </>
  );
}

function NodeRow({ context: { trans }, panel, pipeline, state, node }: PartProps & { readonly node: NodeView }): ReactElement {
  const run = state.run.nodes.get(node.name);
  const status = run?.status ?? node.worst;
  const isSelected = state.selected?.kind === 'node' && state.selected.name === node.name;
  const names = (ports: NodeView['inputs']) => ports.filter(({ kind }) => kind !== 'state').map(({ name }) => name);
  const flow = flowText(names(node.inputs), names(node.outputs));
  const open = () => {
    pipeline.update({ selected: { kind: 'node', name: node.name } });
    const [first] = node.cells;
    if (first) void revealCell(panel, { cell: first.id });
  };
  return (
    <button
      type="button"
      className={`jp-Espalier-node jp-Espalier-colour-${node.colour}${isSelected ? ' jp-mod-selected' : ''}`}
      aria-pressed={isSelected}
      onClick={open}
      onPointerEnter={() => pipeline.update({ hovered: node.name })}
      onPointerLeave={() => pipeline.update({ hovered: undefined })}
    >
      <span className="jp-Espalier-nodeName">{node.authored.join(' + ')}</span>
      <span className="jp-Espalier-nodeState">
        {run && <span>{run.duration === undefined ? statusWord(run, trans) : durationText(run.duration)}</span>}
        {status && (
          <svg
            viewBox="-8 -8 16 16"
            width="14"
            height="14"
            role="img"
            aria-label={run ? statusWord(run, trans) : status === 'error' ? trans.__('has errors') : trans.__('has warnings')}
          >
            <StatusMark status={status} />
          </svg>
        )}
      </span>
      <span className="jp-Espalier-nodeFlow" title={flow}>
        {flow}
      </span>
    </button>
  );
}

/** `df, rate → model`. */
function flowText(inputs: readonly string[], outputs: readonly string[]): string {
  if (inputs.length === 0 && outputs.length === 0) return '';
  return `${inputs.join(', ')} → ${outputs.join(', ')}`.trim();
}
