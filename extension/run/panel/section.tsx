import type { ReactElement } from 'react';
import type { PartProps, Section } from '../../sidebar/parts.js';
import { Edits } from './Edits.js';
import { Obstacle } from './Obstacle.js';
import { RunHeadline } from './RunHeadline.js';
import { NodeResults } from './NodeResults.js';
import { runNote } from './words.js';

/** The run under way or the last one: how it is, what its nodes wrote, and what they left. */
export const runSection: Section = {
  id: 'run',
  title: trans => trans.__('Run'),
  rank: 25,
  component: Run,
  isVisible: ({ run }) => run.activity !== undefined || run.obstacle !== undefined || run.compiled !== undefined || run.record !== undefined,
  note: ({ run }, trans) => runNote(run, trans)
};

function Run(props: PartProps): ReactElement {
  return (
    <div className="jp-Espalier-run">
      <RunHeadline {...props} />
      <Obstacle {...props} />
      <Edits {...props} />
      <NodeResults {...props} />
    </div>
  );
}
