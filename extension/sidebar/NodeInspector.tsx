import { useState, type ReactElement } from 'react';
import type { NodeView, PortView } from '../model/view.js';
import { KernelValues } from './KernelValues.js';
import { PlaceLink } from './PlaceLink.js';
import { Ports } from './Ports.js';
import type { PartProps } from './parts.js';

/** A node: its name, cells, and what goes in and out. */
export function NodeInspector(props: PartProps & { readonly node: NodeView }): ReactElement {
  const { context, panel, pipeline, state, node } = props;
  const { trans } = context;
  const owner = node.authored[0] ?? node.name;
  const toggle = (field: 'inputs' | 'outputs') => (port: PortView) => void pipeline.change(togglePort(port, field, node, owner));
  const settings = Object.entries(node.settings).filter(([key]) => key !== 'inputs' && key !== 'outputs');
  const message = state.run.nodes.get(node.name)?.message;
  return (
    <div className="jp-Espalier-inspector">
      <NodeName {...props} />
      {node.title !== undefined && node.title.toLowerCase() !== owner.toLowerCase() && <p>{node.title}</p>}
      {message !== undefined && <p className="jp-Espalier-failure">{message}</p>}
      <dl>
        <dt>{trans.__('Cells')}</dt>
        <dd className="jp-Espalier-places">
          {node.cells.map(({ id, index }) => (
            <PlaceLink key={id} panel={panel} place={{ cell: id }}>
              {String(index + 1)}
            </PlaceLink>
          ))}
        </dd>
        <dt>{trans.__('Inputs')}</dt>
        <dd>
          <Ports ports={node.inputs} trans={trans} onToggle={toggle('inputs')} nothing={trans.__('none')} />
        </dd>
        <dt>{trans.__('Outputs')}</dt>
        <dd>
          <Ports ports={node.outputs} trans={trans} onToggle={toggle('outputs')} nothing={trans.__('none')} />
        </dd>
        {node.rung !== 'function' && (
          <>
            <dt>{trans.__('Form')}</dt>
            <dd>
              {node.rung === 'script' ? trans.__('script') : trans.__('joined')}
              {node.because.length > 0 && `: ${node.because.join(', ')}`}
            </dd>
          </>
        )}
        {settings.map(([key, value]) => (
          <Setting key={key} name={key} value={typeof value === 'string' ? value : JSON.stringify(value)} />
        ))}
      </dl>
      <KernelValues state={state} cells={node.cells} names={node.outputs.map(({ name }) => name)} trans={trans} />
    </div>
  );
}

function Setting({ name, value }: { readonly name: string; readonly value: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** The node's name; changed in all its cells at once. */
function NodeName({ context: { trans }, pipeline, node }: PartProps & { readonly node: NodeView }): ReactElement {
  const [owner] = node.authored;
  const [text, setText] = useState(owner ?? node.name);
  if (owner === undefined || node.authored.length > 1) return <h4>{node.authored.join(' + ')}</h4>;
  const commit = () => {
    const wanted = text.trim();
    if (wanted === '' || wanted === owner) setText(owner);
    else void rename(wanted);
  };
  const rename = async (to: string) => {
    await pipeline.change({ kind: 'rename', from: [owner], to });
    const renamed = pipeline.state.view.nodes.find(({ authored }) => authored.includes(to));
    if (renamed) pipeline.update({ selected: { kind: 'node', name: renamed.name } });
  };
  return (
    <input
      className="jp-Espalier-name"
      value={text}
      spellCheck={false}
      aria-label={trans.__('Name of the node')}
      title={trans.__('Rename the node in all its cells')}
      onChange={event => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

/**
 * Inputs that are declared are all of them: the first that is pinned pins the others that the code reads, too.
 * A declared one goes back to the code; one that the code reads and the declaration lacks is added.
 */
function togglePort({ name, standing }: PortView, field: 'inputs' | 'outputs', { inputs }: NodeView, node: string) {
  const values = inputs.filter(({ kind }) => kind === 'value');
  const isFirst = field === 'inputs' && values.every(port => port.standing === 'inferred');
  if (standing === 'inferred') return { kind: 'declare', node, field, names: isFirst ? values.map(port => port.name) : [name] } as const;
  const isRead = field === 'inputs' && standing === 'contradicted' && (values.find(port => port.name === name)?.others.length ?? 0) > 0;
  return { kind: isRead ? 'declare' : 'undeclare', node, field, names: [name] } as const;
}
