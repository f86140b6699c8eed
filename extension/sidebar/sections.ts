import type { Section } from './parts.js';
import { graphSection } from './sections/graph.js';
import { inspectorSection } from './sections/inspector.js';
import { nodesSection } from './sections/nodes.js';
import { problemsSection } from './sections/problems.js';
import { historySection } from '../run/panel/history.js';
import { parametersSection } from '../run/panel/parameters.js';
import { runSection } from '../run/panel/section.js';
import { targetSection } from './sections/target.js';

/** All sections. */
export const sections: readonly Section[] = [
  graphSection,
  inspectorSection,
  nodesSection,
  problemsSection,
  runSection,
  parametersSection,
  historySection,
  targetSection
].sort((a, b) => a.rank - b.rank);
