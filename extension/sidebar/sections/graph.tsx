import { PipelineGraph } from '../../graph/PipelineGraph.js';
import type { Section } from '../parts.js';

/** The live graph. */
export const graphSection: Section = {
  id: 'graph',
  title: trans => trans.__('Graph'),
  rank: 10,
  component: PipelineGraph,
  isVisible: ({ view }) => view.isTagged && view.graph.boxes.length > 0
};
