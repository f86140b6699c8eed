import type { ReactElement } from 'react';
import { EdgeInspector } from '../EdgeInspector.js';
import { NodeInspector } from '../NodeInspector.js';
import type { PartProps, Section } from '../parts.js';

/** All that is known of the selected node or edge. */
export const inspectorSection: Section = {
  id: 'inspector',
  title: trans => trans.__('Inspector'),
  rank: 20,
  component: Inspector,
  isVisible: ({ view, selected }) =>
    selected !== undefined &&
    (selected.kind === 'node' ? view.nodes.some(({ name }) => name === selected.name) : view.edges.some(({ id }) => id === selected.id))
};

function Inspector(props: PartProps): ReactElement | null {
  const { selected, view } = props.state;
  const node = selected?.kind === 'node' ? view.nodes.find(({ name }) => name === selected.name) : undefined;
  const edge = selected?.kind === 'edge' ? view.edges.find(({ id }) => id === selected.id) : undefined;
  if (node) return <NodeInspector key={node.name} {...props} node={node} />;
  return edge ? <EdgeInspector {...props} edge={edge} /> : null;
}
